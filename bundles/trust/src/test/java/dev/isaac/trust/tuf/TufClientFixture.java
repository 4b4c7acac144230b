package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository, a store that trusts its first root, and a client between them. */
abstract class TufClientFixture {

    @TempDir
    Path folder;

    final SimulatedRepository repository = new SimulatedRepository();
    Instant now = SimulatedRepository.NOW;
    MetadataStore store = MetadataStore.folder(Path.of("unset"));

    @BeforeEach
    void trustTheFirstRoot() throws TrustException {
        store = MetadataStore.folder(folder.resolve("trusted"));
        TufClient.init(store, repository.root(1));
    }

    TufClient client() {
        return client(TufLimits.DEFAULT);
    }

    TufClient client(TufLimits limits) {
        return TufClient.open(
                store,
                repository.metadataFetcher(),
                repository.targetFetcher(),
                Clock.fixed(now, ZoneOffset.UTC),
                limits);
    }

    TufClient refreshed() throws TrustException {
        TufClient client = client();
        client.refresh();
        return client;
    }

    static void assertRefused(Kind kind, ThrowingCallable action) {
        assertThatExceptionOfType(TrustException.class).isThrownBy(action).satisfies(e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.code()).isEqualTo(kind.code());
        });
    }

    void assertRefreshRefused(Kind kind) {
        assertRefused(kind, () -> client().refresh());
    }

    long stored(String role) throws TrustException {
        return Json.parseObject(store.read(role).orElseThrow()).object("signed").integer("version");
    }

    /** Publishes the next version of roles, and a snapshot and timestamp that announce it. */
    void release(String... roles) {
        repository.publish(roles);
        repository.publish("snapshot", "timestamp");
    }
}
