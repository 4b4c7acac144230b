package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What expired is not trusted, and still helps to find what is newer. */
class ExpiryTest extends TufClientFixture {

    @Test
    void noticesExpiryAlsoWhenNothingChanged() throws TrustException {
        refreshed();
        now = Instant.parse(SimulatedRepository.FAR);

        assertRefused(Kind.EXPIRED, () -> client().refresh());
        assertRefused(Kind.EXPIRED, () -> client().load());
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void noticesEachRolesExpiryAlsoWhenNothingChanged(String role) throws TrustException {
        repository.of(role).put("expires", "2026-06-08T00:00:00Z");
        release("targets");
        refreshed();
        now = now.plus(Duration.ofDays(18));

        assertRefused(Kind.EXPIRED, () -> client().refresh());
        assertRefused(Kind.EXPIRED, () -> client().load());
    }

    @Test
    void loadsNothingUnderAnExpiredRoot() throws TrustException {
        repository.of("root").put("expires", "2026-06-08T00:00:00Z");
        repository.publish("root");
        refreshed();
        now = now.plus(Duration.ofDays(18));

        assertRefused(Kind.EXPIRED, () -> client().load());
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void doesNotStoreExpiredMetadata(String role) throws TrustException {
        refreshed();
        repository.of(role).put("expires", "2026-06-01T12:00:00Z");
        release("targets");

        assertRefreshRefused(Kind.EXPIRED);
        assertThat(stored(role)).isEqualTo(1);
    }

    @Test
    void anExpiredStoredTimestampStillServesForTheUpdate() throws TrustException {
        repository.of("timestamp").put("expires", "2026-06-08T00:00:00Z");
        repository.publish("timestamp");
        refreshed();
        repository.of("timestamp").put("expires", "2026-06-30T00:00:00Z");
        release("targets");
        now = now.plus(Duration.ofDays(18));

        refreshed();

        assertThat(stored("targets")).isEqualTo(2);
    }
}
