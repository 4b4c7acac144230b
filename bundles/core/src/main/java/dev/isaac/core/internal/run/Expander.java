package dev.isaac.core.internal.run;

import dev.isaac.command.CommandException;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import dev.isaac.core.internal.state.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Expands the words of commands that the native shell does not run. Plain variables and tildes are done here; for all
 * else the native shell is asked, so that there is one meaning only.
 */
final class Expander {

    /** Asks the native shell for the values of words. */
    interface Native {
        List<String> expand(String words) throws CommandException;
    }

    private final SessionState session;
    private final Native nativeShell;
    private final LongSupplier lastProcess;

    Expander(SessionState session, Native nativeShell, LongSupplier lastProcess) {
        this.lastProcess = lastProcess;
        this.session = session;
        this.nativeShell = nativeShell;
    }

    /** The values of words. */
    List<String> expand(List<Word> words) throws CommandException {
        List<String> values = new ArrayList<>(words.size());
        for (int i = 0; i < words.size(); i++) {
            Optional<String> simple = simple(words.get(i));
            if (simple.isEmpty()) {
                StringBuilder rest = new StringBuilder();
                for (Word word : words.subList(i, words.size())) {
                    rest.append(rest.length() > 0 ? " " : "").append(word.text());
                }
                values.addAll(nativeShell.expand(rest.toString()));
                return values;
            }
            values.add(simple.get());
        }
        return values;
    }

    /** The value of a word that is exactly one word and needs no shell; empty otherwise. */
    Optional<String> simple(Word word) {
        StringBuilder value = new StringBuilder();
        for (WordPart part : word.parts()) {
            String text = text(part);
            if (text == null) {
                return Optional.empty();
            }
            value.append(text);
        }
        return Optional.of(value.toString());
    }

    private @Nullable String text(WordPart part) {
        if (part instanceof WordPart.Literal literal) {
            return literal.value();
        }
        if (part instanceof WordPart.Tilde tilde && tilde.user().isEmpty()) {
            return session.variable("HOME");
        }
        if (part instanceof WordPart.Parameter parameter
                && parameter.isPlain()
                && parameter.name().equals("!")
                && lastProcess.getAsLong() != 0) {
            return Long.toString(lastProcess.getAsLong());
        }
        if (part instanceof WordPart.Parameter parameter && parameter.isPlain() && isName(parameter.name())) {
            String value = session.variable(parameter.name());
            if (value == null) {
                value = own(parameter.name());
            }
            if (value == null) {
                return null;
            }
            boolean split =
                    !parameter.quoted() && (value.isEmpty() || needsSplit(value) || session.variable("IFS") != null);
            return split ? null : value;
        }
        return null;
    }

    private @Nullable String own(String name) {
        return switch (name) {
            case "PWD" -> session.directory().toString();
            case "OLDPWD" -> session.previous().toString();
            default -> null;
        };
    }

    private static boolean isName(String name) {
        char c = name.isEmpty() ? '?' : name.charAt(0);
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean needsSplit(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (" \t\n*?[".indexOf(value.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
