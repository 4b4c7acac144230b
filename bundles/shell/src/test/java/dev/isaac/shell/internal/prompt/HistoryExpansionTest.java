package dev.isaac.shell.internal.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryExpansionTest {

    private final HistoryExpansion history =
            new HistoryExpansion(List.of("git status", "ls -l 'two words'", "echo a\\ b", "cat x.txt"));

    private String expand(String line) {
        return history.expand(line).orElse("(unchanged)");
    }

    @Test
    void putsEarlierLinesInTheirPlace() {
        assertThat(expand("!!")).isEqualTo("cat x.txt");
        assertThat(expand("sudo !!")).isEqualTo("sudo cat x.txt");
        assertThat(expand("!git --short")).isEqualTo("git status --short");
        assertThat(expand("!1; !2")).isEqualTo("git status; ls -l 'two words'");
        assertThat(expand("!-2")).isEqualTo("echo a\\ b");
        assertThat(expand("vi !$")).isEqualTo("vi x.txt");
        assertThat(expand("echo \"!!\"")).isEqualTo("echo \"cat x.txt\"");
    }

    @Test
    void choosesWordsOfEarlierLines() {
        HistoryExpansion words = new HistoryExpansion(List.of("cp -r 'a b' c", "mv one two three"));
        assertThat(words.expand("echo !^ !$ !*")).contains("echo one three one two three");
        assertThat(words.expand("ls !!:2 !:0 !cp:2")).contains("ls two mv 'a b'");
        assertThat(words.expand("!cp:0 !!:1-2 x")).contains("cp one two x");
        assertThat(words.expand("!mv:2-")).contains("two");
        assertThat(words.expand("!-2:$")).contains("c");
        assertThat(words.expand("!?-r?:^")).contains("-r");
        assertThat(words.expand("!?one")).contains("mv one two three");
        assertThat(words.expand("!!:9")).isEmpty();
        assertThat(words.expand("!nosuch:1")).isEmpty();
    }

    @Test
    void repeatsTheLastLineWithAChange() {
        assertThat(expand("^cat^less")).isEqualTo("less x.txt");
        assertThat(expand("^x.txt^y^ | wc")).isEqualTo("cat y | wc");
        assertThat(expand("^.txt^")).isEqualTo("cat x");
        assertThat(expand("^nosuch^y")).isEqualTo("(unchanged)");
        assertThat(expand("^only")).isEqualTo("(unchanged)");
    }

    @Test
    void theLastWordKeepsItsQuotes() {
        assertThat(new HistoryExpansion(List.of("ls -l 'two words'")).expand("rm !$"))
                .contains("rm 'two words'");
        assertThat(new HistoryExpansion(List.of("ls a\\ b")).expand("rm !$")).contains("rm a\\ b");
    }

    @Test
    void leavesAloneWhatIsNoReference() {
        for (String line : List.of(
                "ls",
                "! grep -q x f",
                "[ a != b ]",
                "echo '!!'",
                "echo \\!!x",
                "echo hi!",
                "wait $!",
                "echo ${!cat} ${!git[@]}",
                "ls [!g]*",
                "!no-such-line x",
                "!999",
                "echo $((!(1)))")) {
            assertThat(history.expand(line)).as(line).isEmpty();
        }
        assertThat(new HistoryExpansion(List.of()).expand("!!")).isEmpty();
    }
}
