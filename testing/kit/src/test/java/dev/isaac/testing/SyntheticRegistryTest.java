package dev.isaac.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.signing.FileFetcher;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.archive.HostSurface;
import dev.isaac.trust.author.Claims;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.StatementEnvelope;
import dev.isaac.trust.tuf.Fetcher;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.TargetFile;
import dev.isaac.trust.tuf.TufClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every hostile thing that the kit can do is caught by trust, with its code. */
class SyntheticRegistryTest {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-01T12:00:00Z"));
    private final SyntheticRegistry registry = new SyntheticRegistry(clock);
    private PluginDraft draft = new PluginDraft("acme", "tools", "0.0.0", registry.newKey());

    @BeforeEach
    void addAPlugin() {
        registry.publisher("acme", "tools");
        draft = registry.plugin("acme", "tools", "1.0.0");
    }

    private PluginStatement verify() throws TrustException {
        return verify(registry.metadata(), registry.targets());
    }

    /** The way from the root to an inspected jar. */
    private PluginStatement verify(Fetcher metadata, Fetcher targets) throws TrustException {
        MetadataStore store = MetadataStore.folder(folder.resolve("trusted"));
        if (store.read("root").isEmpty()) {
            TufClient.init(store, registry.root());
        }
        TufClient client = TufClient.open(store, metadata, targets, clock);
        client.refresh();
        PluginStatement statement = StatementEnvelope.parse(download(client, draft.statementFile()))
                .verify(new Claims(client).owner("tools").orElseThrow().keys())
                .statement();
        byte[] jar = download(client, draft.file());
        new ArchiveInspector().inspectBundle(jar, HostSurface.NONE);
        return statement;
    }

    private static byte[] download(TufClient client, String path) throws TrustException {
        TargetFile target = client.target(path).orElseThrow();
        return client.download(target);
    }

    private void assertRefused(String code) {
        assertThatExceptionOfType(TrustException.class).isThrownBy(this::verify).satisfies(e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void anHonestRegistryVerifies() throws TrustException, IOException {
        registry.publish().writeTo(folder.resolve("out"));

        assertThat(verify().id()).isEqualTo("tools");
        assertThat(registry.targets().requests()).isNotEmpty();
        assertThat(verify(
                                new FileFetcher(folder.resolve("out/metadata")),
                                new FileFetcher(folder.resolve("out/targets")))
                        .version())
                .isEqualTo("1.0.0");
    }

    @Test
    void aLostAndATruncatedAndATamperedJarAreRefused() throws TrustException {
        registry.publish();

        registry.targets().lose(".jar");
        assertRefused("trust.missing");
        registry.targets().heal().truncate(".jar");
        assertRefused("trust.length");
        registry.targets().heal().tamper(".jar");
        assertRefused("trust.hash");
        registry.targets().heal().disconnect(".jar");
        assertRefused("trust.unreachable");
        registry.targets().heal();
        assertThat(verify().id()).isEqualTo("tools");
    }

    @Test
    void tamperedMetadataIsRefused() throws TrustException {
        registry.publish();
        registry.metadata().change("timestamp.json", bytes -> {
            byte[] changed = bytes.clone();
            changed[changed.length - 3] = '2';
            return changed;
        });

        assertThatExceptionOfType(TrustException.class).isThrownBy(this::verify);
    }

    @Test
    void anUnsignedStatementIsRefused() throws TrustException {
        draft.unsigned();
        registry.publish();

        assertRefused("trust.signature");
    }

    @Test
    void aStatementByAStrangerIsRefused() throws TrustException {
        draft.signedBy(registry.newKey());
        registry.publish();

        assertRefused("trust.unclaimed");
    }

    @Test
    void anOldKeyIsNoLongerAccepted() throws TrustException {
        registry.rotate("acme");
        registry.publish();

        assertRefused("trust.unclaimed");
    }

    @Test
    void anEnvelopeThatWasChangedIsRefused() throws TrustException {
        draft.envelope(bytes -> new String(bytes, StandardCharsets.UTF_8)
                .replace("\"sig\":\"", "\"sig\":\"AAAA")
                .getBytes(StandardCharsets.UTF_8));
        registry.publish();

        assertRefused("trust.signature");
    }

    @Test
    void aHostileArchiveIsRefusedHoweverWellSigned() throws TrustException {
        draft.jar(draft.forge().with(forge -> forge.trailing = new byte[1]).toByteArray());
        registry.publish();

        assertRefused("archive.trailing-bytes");
    }

    @Test
    void aStatementAboutAnotherJarIsSeen() throws TrustException {
        draft.statement(honest -> new PluginStatement(
                honest.id(),
                "9.9.9",
                honest.publisher(),
                honest.length(),
                honest.sha256(),
                honest.symbolicName(),
                honest.permissions(),
                honest.requires()));
        draft.index(entry -> entry.put("status", "yanked"));
        registry.publish();

        assertThat(verify().version()).isEqualTo("9.9.9");
    }

    @Test
    void timeRunsOutUntilItIsPublishedAgain() throws TrustException {
        registry.publish();
        verify();
        clock.advance(Duration.ofDays(31));
        assertRefused("trust.expired");

        registry.publish();

        assertThat(verify().id()).isEqualTo("tools");
        clock.set(Instant.parse("2030-01-01T00:00:00Z"));
        assertRefused("trust.expired");
        assertThat(clock.withZone(clock.getZone()).instant()).isEqualTo(clock.instant());
    }
}
