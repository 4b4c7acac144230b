package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.List;

/**
 * A loop over exactly the files that a pattern of Unix means: {@code dir} finds more, because it ignores case, sees names that begin with
 * a dot and looks at short names too, and {@code findstr} chooses among them.
 *
 * @param folder the folder with a backslash behind it; empty: this one
 * @param pattern what CMD looks for
 * @param expression what the names look like
 */
record CmdMatches(String folder, String pattern, String expression) {

    static CmdMatches of(Call call, Value value, CmdContext context) throws Refused {
        String text = CmdContext.patternText(value).orElse("");
        String name = text.substring(text.lastIndexOf('/') + 1);
        String folder = text.substring(0, text.length() - name.length());
        boolean plain = value.pieces().stream()
                .allMatch(p -> !(p instanceof Value.Glob glob) || glob.text().matches("[*?]"));
        boolean literal = value.pieces().stream()
                .noneMatch(p -> p instanceof Value.Text part && part.text().matches(".*[*?].*"));
        if (!plain
                || !literal
                || !name.matches("[A-Za-z0-9_.*?~+#@-]+")
                || !folder.matches("|([A-Za-z0-9_][A-Za-z0-9_.-]*/)+|\\./")) {
            throw Refused.operands(call.name(), "the pattern " + value.typed());
        }
        if (!folder.isEmpty()) {
            // Refuses the folders that Windows does not have.
            context.path(Value.of(folder));
        }
        StringBuilder expression = new StringBuilder("^");
        for (int i = 0; i < name.length(); i++) {
            expression.append(
                    switch (name.charAt(i)) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        case '.' -> "\\.";
                        default -> String.valueOf(name.charAt(i));
                    });
        }
        return new CmdMatches(
                folder.replace('/', '\\'),
                folder.replace('/', '\\') + name,
                expression.append('$').toString());
    }

    /** The file of a round, with something behind it. */
    CmdWord item(String suffix) {
        return new CmdWord.Inner(List.of(new CmdWord.Text(folder), new CmdWord.Item("i"), new CmdWord.Text(suffix)));
    }

    /** The loop; {@code kind} is the option of {@code dir} that tells files from folders. */
    List<CmdWord> loop(String kind, boolean quiet, List<CmdWord> body) {
        boolean hidden = expression.startsWith("^\\.") || !expression.startsWith("^.");
        List<CmdWord> words = CmdContext.words(
                "for /f \"eol=: delims=\" ",
                new CmdWord.Loop("i"),
                " in ('dir /b " + kind + " \"" + pattern + "\"" + (quiet ? " 2^>nul" : "")
                        + (hidden ? "" : " ^| findstr /v /b /l /c:\".\"") + " ^| findstr /r /c:\"" + expression
                        + "\"') do @");
        words.addAll(body);
        return words;
    }
}
