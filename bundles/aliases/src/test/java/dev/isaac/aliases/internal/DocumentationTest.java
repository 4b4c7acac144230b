package dev.isaac.aliases.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.aliases.internal.data.Entry;
import dev.isaac.aliases.internal.model.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table in {@code docs/aliases.md} is that of the data. With {@code -Disaac.docs.record=true} it is written. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DocumentationTest {

    private static final String BEGIN = "<!-- begin: generated from aliases.json -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void theTableIsThatOfTheData() throws Exception {
        Path page = Path.of("..", "..", "docs", "aliases.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(end).isGreaterThanOrEqualTo(begin);
        if (Boolean.getBoolean("isaac.docs.record")) {
            Files.writeString(page, text.substring(0, begin) + table() + text.substring(end));
            return;
        }
        assertThat(text.substring(begin, end)).isEqualTo(table());
    }

    private static String table() {
        Map<String, StringBuilder> categories = new TreeMap<>();
        for (Entry entry : Lines.MAPPING.data().entries()) {
            StringBuilder rows = categories.computeIfAbsent(
                    entry.category(),
                    name -> new StringBuilder(
                            "\n## " + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
                                    + "\n\n| command | what it does | PowerShell 7 | 5.1 | CMD | Linux | macOS |\n|---|---|---|---|---|---|---|\n"));
            rows.append("| `")
                    .append(String.join("`, `", entry.names()))
                    .append("` | ")
                    .append(entry.summary())
                    .append(" |");
            for (Target target : Target.values()) {
                rows.append(entry.mapped(target) ? " yes |" : " |");
            }
            rows.append('\n');
        }
        return String.join("", categories.values()) + "\n";
    }
}
