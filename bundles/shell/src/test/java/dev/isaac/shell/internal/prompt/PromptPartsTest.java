package dev.isaac.shell.internal.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.CommandResult;
import dev.isaac.core.LineSession;
import dev.isaac.core.SessionOptions;
import dev.isaac.shell.internal.FakeGateway;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptPartsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ls fo|fo|3",
                "ls 'a b|a b|3",
                "ls \"a \\\" b|a \" b|3",
                "ls a\\ b|a b|3",
                "ls x;gre|gre|5",
                "'ls '|''|3",
                "a|a|0",
                "''|''|0"
            })
    void findsTheWordAtTheCursor(String line, String value, int start) {
        TypedWord word = TypedWord.at(line, line.length());
        assertThat(word.value()).isEqualTo(value);
        assertThat(word.start()).isEqualTo(start);
    }

    @Test
    void typesAValueSoThatItIsReadBackAsItIs() {
        assertThat(TypedWord.at("ls a", 4).typed("a b$c", true)).isEqualTo("a\\ b\\$c");
        assertThat(TypedWord.at("ls 'a", 5).typed("a b's", true)).isEqualTo("'a b'\\''s'");
        assertThat(TypedWord.at("ls \"a", 5).typed("a b$", true)).isEqualTo("\"a b\\$\"");
        assertThat(TypedWord.at("ls \"a", 5).typed("dir/", false)).isEqualTo("\"dir/");
        assertThat(TypedWord.at("ls ~", 4).typed("~/x", true)).isEqualTo("~/x");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '%',
            value = {
                "echo $HO,          $HOME,          $HOME",
                "echo ${HO,         ${HOME},        ${HOME}",
                "echo a\\ b$HO,     a b$HOME,       a\\ b$HOME",
                "cat $HOME/a,       $HOME/a b$c,    $HOME/a\\ b\\$c",
                "cat \"$HOME/a,     $HOME/a b$c,    \"$HOME/a b\\$c\"",
                "cat $HOME'/a,      $HOME/a b,      $HOME'/a b'",
                "cat '$HO,          $HOME,          '$HOME'",
                "cat \\$HO,         $HOME,          \\$HOME",
                "cat x$HO y,        yes{no},        yes\\{no\\}",
            })
    void leavesAnExpansionAsItWasTyped(String line, String replacement, String typed) {
        assertThat(TypedWord.at(line, line.length()).typed(replacement, true)).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login --password hunter22",
                "export AWS_SECRET_ACCESS_KEY=abcdefgh",
                "curl -H 'Authorization: Bearer abc'",
                "git clone https://me:pass@example.org/x",
                "x --api-key=abcd1234"
            })
    void recognisesLinesThatHoldASecret(String line) {
        assertThat(PromptHistory.holdsSecret(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login --password $SECRET",
                "cat tokens.txt",
                "login --password-file ~/x",
                "echo https://example.org/a:b",
                "git log --grep=token"
            })
    void keepsLinesThatOnlyTalkOfSecrets(String line) {
        assertThat(PromptHistory.holdsSecret(line)).isFalse();
    }

    @Test
    void shortensTheDirectory() {
        PromptText text = new PromptText(Path.of("/home/me"), true);
        assertThat(text.place(Path.of("/home/me"), 30)).isEqualTo("~");
        assertThat(text.place(Path.of("/home/me/work"), 30)).isEqualTo("~/work");
        assertThat(text.place(Path.of("/home/meme"), 30)).isEqualTo("/home/meme");
        assertThat(text.place(Path.of("/a/very/long/path/to/some/where"), 15)).isEqualTo("\u2026/to/some/where");
    }

    @Test
    void coloursWhatIsKnownAndWhatIsNot() throws Exception {
        FakeGateway gateway = new FakeGateway();
        gateway.command("greet", (words, surface) -> CommandResult.nothing());
        try (LineSession session = gateway.open(new SessionOptions(Path.of("/"), Map.of(), true))) {
            Hints hints = new Hints(gateway, List.of(), true, hint -> {});
            LineHighlighter highlighter = new LineHighlighter(session, hints, true);
            AttributedString known = highlighter.highlight(null, "greet --loud you");
            assertThat(known.styleAt(0))
                    .isEqualTo(AttributedStyle.DEFAULT.foreground(6).bold());
            assertThat(known.styleAt(7)).isNotEqualTo(AttributedStyle.DEFAULT);
            assertThat(known.styleAt(14)).isEqualTo(AttributedStyle.DEFAULT);
            AttributedString unknown = highlighter.highlight(null, "grete you");
            assertThat(unknown.styleAt(0)).isEqualTo(AttributedStyle.DEFAULT.foreground(1));
            AttributedString open = highlighter.highlight(null, "greet 'you");
            assertThat(open.styleAt(8)).isEqualTo(AttributedStyle.DEFAULT.foreground(3));
            assertThat(new LineHighlighter(session, hints, false)
                            .highlight(null, "grete")
                            .styleAt(0))
                    .isEqualTo(AttributedStyle.DEFAULT);
        }
    }
}
