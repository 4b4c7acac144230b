package dev.isaac.command.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordTest {

    private static WordPart literal(String value, WordPart.Quoting quoting) {
        return new WordPart.Literal(value, quoting);
    }

    @Test
    void joinsItsLiteralPartsWhateverTheirQuotes() {
        Word word = new Word(
                List.of(literal("r", WordPart.Quoting.NONE), literal("m", WordPart.Quoting.SINGLE)),
                "r'm'",
                new Span(0, 4));
        assertThat(word.literalValue()).contains("rm");
        assertThat(word.isBare()).isFalse();
    }

    @Test
    void hasNoValueWhereAnExpansionDecides() {
        Word word = new Word(
                List.of(literal("a", WordPart.Quoting.NONE), new WordPart.Parameter("x", "$x", false, List.of())),
                "a$x",
                new Span(0, 3));
        assertThat(word.literalValue()).isEmpty();
        assertThat(word.isBare()).isFalse();
    }

    @Test
    void anEmptyQuotedWordIsAnEmptyValue() {
        assertThat(new Word(List.of(), "''", new Span(0, 2)).literalValue()).contains("");
    }

    @Test
    void aSpanCutsTheLine() {
        assertThat(new Span(3, 5).of("ls -l")).isEqualTo("-l");
        assertThatIllegalArgumentException().isThrownBy(() -> new Span(2, 1));
    }

    @Test
    void knowsWhichRedirectionsMayChangeAFile() {
        assertThat(Redirection.Operator.values())
                .filteredOn(Redirection.Operator::writes)
                .extracting(Redirection.Operator::text)
                .containsExactly(">", ">|", ">>", "<>", "&>", "&>>");
    }

    @Test
    void aPipelineHasAStage() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Node.Pipeline(false, List.of(), Span.NONE));
    }
}
