package dev.isaac.core.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void prefersTwoLettersThatChangedPlacesToOneThatWasMissed() {
        assertThat(Nearest.of("sl", List.of("ss", "ls", "su"))).contains("ls");
        assertThat(Nearest.of("gti", List.of("gtk", "git"))).contains("git");
    }

    @Test
    void prefersTheNameWithTheSameFirstLetter() {
        assertThat(Nearest.of("cart", List.of("bart", "cast"))).contains("cast");
    }

    @Test
    void givesTheSameAnswerWhateverTheOrderOfTheNames() {
        assertThat(Nearest.of("lx", List.of("lz", "la"))).contains("la");
        assertThat(Nearest.of("lx", List.of("la", "lz"))).contains("la");
    }

    @Test
    void isSureOnlyWhereNothingElseIsAsNear() {
        assertThat(Nearest.guess("grpe", List.of("grep", "gripe")).orElseThrow().obvious())
                .isTrue();
        assertThat(Nearest.guess("cast", List.of("cart", "case")).orElseThrow().obvious())
                .isFalse();
        assertThat(Nearest.guess("mkdr", List.of("mkdir")).orElseThrow().obvious())
                .isTrue();
        assertThat(Nearest.guess("sl", List.of("ls")).orElseThrow().obvious()).isFalse();
        assertThat(Nearest.guess("mail", List.of("tail")).orElseThrow().obvious())
                .isFalse();
        assertThat(Nearest.guess("php", List.of("pip")).orElseThrow().obvious()).isFalse();
    }

    @Test
    void guessesNothingWhereTooMuchDiffers() {
        assertThat(Nearest.of("frob", List.of("from-afar", "grab"))).isEmpty();
        assertThat(Nearest.of("", List.of("ls"))).isEmpty();
        assertThat(Nearest.of("a".repeat(61), List.of("a".repeat(60)))).isEmpty();
        assertThat(Nearest.of("x", List.of("y"))).isEmpty();
    }
}
