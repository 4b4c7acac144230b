package dev.isaac.aliases.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.aliases.internal.model.Target;
import dev.isaac.aliases.internal.model.Translation;
import dev.isaac.command.line.LineText;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

/** Whatever a name holds, it is written so that the shell reads back exactly this name, and nothing else. */
class WritersTest {

    @Property(tries = 2_000)
    void powerShellReadsBackWhatWasWritten(@ForAll @StringLength(max = 30) String text) {
        readsBack(text);
    }

    @Property(tries = 2_000)
    void powerShellReadsBackWhatIsSpecial(
            @ForAll
                    @net.jqwik.api.constraints.Chars({
                        '\'', '"', '`', '$', '\u2018', '\u201C', '\n', '\t', ' ', '(', ';', '-', '@', 'a', '\u0007'
                    })
                    @StringLength(max = 12)
                    String text) {
        readsBack(text);
    }

    private static void readsBack(String text) {
        if (text.indexOf('\0') >= 0 || !text.equals(text.strip()) || text.isEmpty()) {
            return;
        }
        Translation translation = Lines.translate("echo x" + LineText.quote(text), Target.POWERSHELL);
        String output = ((Translation.Exact) translation).output();
        String start = "Write-Output -InputObject ";
        assertThat(output).startsWith(start);
        assertThat(read(output.substring(start.length()))).isEqualTo("x" + text);
    }

    /** Reads one string of PowerShell; fails where anything is left. */
    private static String read(String code) {
        if (code.matches("[A-Za-z][A-Za-z0-9_.-]*")) {
            return code;
        }
        boolean single = code.charAt(0) == '\'';
        assertThat(single || code.charAt(0) == '"').as(code).isTrue();
        String quotes = single ? "'\u2018\u2019\u201A\u201B" : "\"\u201C\u201D\u201E";
        StringBuilder text = new StringBuilder();
        int i = 1;
        while (true) {
            char c = code.charAt(i);
            if (quotes.indexOf(c) >= 0) {
                if (i == code.length() - 1) {
                    return text.toString();
                }
                assertThat(quotes.indexOf(code.charAt(i + 1))).as(code).isNotNegative();
                text.append(c);
                i += 2;
            } else if (!single && c == '`') {
                char next = code.charAt(i + 1);
                text.append(next == 'n' ? '\n' : next == 't' ? '\t' : next == 'r' ? '\r' : next);
                i += 2;
            } else if (!single && code.startsWith("$([char]", i)) {
                int end = code.indexOf(')', i);
                text.append((char) Integer.parseInt(code.substring(i + 8, end)));
                i = end + 1;
            } else {
                assertThat(!single && c == '$').as(code).isFalse();
                text.append(c);
                i++;
            }
        }
    }

    @Property(tries = 1_000)
    void cmdNeverLetsAValueOut(@ForAll @StringLength(max = 20) String text) {
        if (text.indexOf('\0') >= 0 || text.isEmpty()) {
            return;
        }
        Translation translation = Lines.translate("git x" + LineText.quote(text), Target.CMD);
        if (translation instanceof Translation.Exact exact) {
            String value = exact.output().substring("git ".length());
            boolean quoted =
                    value.startsWith("\"") && value.endsWith("\"") && value.indexOf('"', 1) == value.length() - 1;
            assertThat(quoted || value.matches("[A-Za-z0-9_.\\\\:/+@-]+"))
                    .as(value)
                    .isTrue();
            assertThat(value).doesNotContain("%").doesNotContain("\n").doesNotContain("!");
        } else {
            assertThat(translation).isInstanceOf(Translation.RefusedLine.class);
        }
    }

    @Property(tries = 500)
    void optionsMayStandInAnyOrderAndTogether(@ForAll boolean together, @ForAll boolean behind) {
        String options = together ? "-nr" : "-r -n";
        String line = behind ? "sort f " + options : "sort " + options + " -- f";
        assertThat(Lines.answer(line, Target.POWERSHELL))
                .isEqualTo(Lines.answer("sort --numeric-sort --reverse f", Target.POWERSHELL));
    }
}
