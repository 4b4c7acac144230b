package dev.isaac.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.trust.TrustException.Kind;
import org.junit.jupiter.api.Test;

class TrustExceptionTest {

    @Test
    void sentencesSteerNoTerminal() {
        String path = "plugins/\u001b[2J\u202egpj\u2028\r\nb\u00fccher";

        assertThat(new TrustException(Kind.MALFORMED, path)).hasMessage("plugins/?[2J?gpj???b\u00fccher");
        assertThat(new TrustException(Kind.MALFORMED, path, new IllegalStateException()))
                .hasMessage("plugins/?[2J?gpj???b\u00fccher");
    }

    @Test
    void tellsWhatToDo() {
        assertThat(new TrustException(Kind.MALFORMED, "it is broken", "fetch it again").hint())
                .isEqualTo("fetch it again");
        assertThat(new TrustException(Kind.MALFORMED, "it is broken").hint()).isEmpty();
    }
}
