package dev.isaac.core.internal.session;

import dev.isaac.command.Completion;
import dev.isaac.core.internal.state.SessionState;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables in the word at the cursor: proposes their names, and follows them to folders. */
final class TypedVariables {

    private static final Pattern UNFINISHED = Pattern.compile("\\$(\\{[!#]?)?([A-Za-z_]\\w*)?");
    private static final Pattern WHOLE = Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)}|([A-Za-z_]\\w*))");

    private final SessionState state;

    TypedVariables(SessionState state) {
        this.state = state;
    }

    /** What the name of a variable may become that ends at the cursor; empty where none does. */
    Optional<List<Completion>> complete(CursorWords at) {
        if (at.dollars().isEmpty()) {
            return Optional.empty();
        }
        int dollar = at.dollars().get(at.dollars().size() - 1);
        Matcher variable =
                UNFINISHED.matcher(at.typed()).region(dollar, at.typed().length());
        if (!variable.matches()) {
            return Optional.empty();
        }
        String start = Optional.ofNullable(variable.group(2)).orElse("");
        boolean braces = variable.group(1) != null;
        String before = at.typed().substring(0, at.typed().length() - start.length());
        List<Completion> found = new ArrayList<>();
        state.all().forEach((name, value) -> {
            if (name.startsWith(start)) {
                boolean folder = isFolder(value);
                String end = braces ? "}" : folder ? "/" : "";
                // Values are not shown: many of them are nobody else's business.
                found.add(new Completion(before + name + end, "", !folder && !at.quoted()));
            }
        });
        return Optional.of(found);
    }

    private static boolean isFolder(String value) {
        try {
            return value.startsWith("/") && Files.isDirectory(Path.of(value));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The beginning of the word at the cursor with its variables replaced, as far as that can be told. */
    String expand(CursorWords at, int end) {
        StringBuilder expanded = new StringBuilder();
        int done = 0;
        for (int dollar : at.dollars()) {
            Matcher variable = WHOLE.matcher(at.typed()).region(Math.min(dollar, end), end);
            String value = variable.lookingAt() ? value(variable) : null;
            if (value != null) {
                expanded.append(at.typed(), done, dollar).append(value);
                done = variable.end();
            }
        }
        return expanded.append(at.typed(), done, end).toString();
    }

    private @Nullable String value(Matcher variable) {
        String braced = variable.group(1);
        return state.variable(braced != null ? braced : variable.group(2));
    }
}
