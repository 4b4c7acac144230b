package dev.isaac.trust.tuf.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.TrustException;
import org.junit.jupiter.api.Test;

class EffortTest {

    private static void assertEndsAfter(long steps, Effort effort) throws TrustException {
        effort.spend(steps);
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> effort.spend(1))
                .satisfies(e -> assertThat(e.code()).isEqualTo("trust.limit"));
    }

    @Test
    void aListHasMoreForEachOfItsTargets() throws Exception {
        assertEndsAfter(20_000_000, Effort.ofLookUp());
        assertEndsAfter(20_000_000, Effort.ofList(0));
        assertEndsAfter(20_015_000, Effort.ofList(3));
    }
}
