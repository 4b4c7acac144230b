package dev.isaac.signing.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.author.Claims;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.StatementEnvelope;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.TargetFile;
import dev.isaac.trust.tuf.TufClient;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Verifies files that are about to be published as a client would, from every root that a client may have. */
final class RegistryVerification {

    private RegistryVerification() {}

    static void verify(
            Map<String, byte[]> files, Map<String, byte[]> roots, Instant now, Map<String, List<PluginJar>> plugins)
            throws TrustException {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        for (byte[] root : roots.values()) {
            MetadataStore store = MetadataStore.memory();
            TufClient.init(store, root);
            TufClient client = TufClient.open(store, in(files, "metadata/"), in(files, "targets/"), clock);
            client.refresh();
            Claims claims = new Claims(client);
            for (List<PluginJar> versions : plugins.values()) {
                for (PluginJar jar : versions) {
                    verify(client, claims, jar);
                }
            }
            download(client, "catalog.json");
            download(client, "advisories.json");
        }
    }

    private static void verify(TufClient client, Claims claims, PluginJar jar) throws TrustException {
        Claim claim = claims.owner(jar.id())
                .orElseThrow(() -> new TrustException(Kind.UNCLAIMED, "no claim covers '" + jar.id() + "'"));
        PluginStatement statement = StatementEnvelope.parse(download(client, jar.statementFile()))
                .verify(claim.keys())
                .statement();
        if (!statement.equals(jar.statement()) || !Arrays.equals(download(client, jar.file()), jar.bytes())) {
            throw new TrustException(Kind.MISMATCH, "'" + jar.id() + "' is not what its statement says");
        }
        download(client, "plugins/" + jar.id() + ".json");
    }

    private static byte[] download(TufClient client, String path) throws TrustException {
        TargetFile target =
                client.target(path).orElseThrow(() -> new TrustException(Kind.NOT_FOUND, "no target " + path));
        return client.download(target);
    }

    private static Fetcher in(Map<String, byte[]> files, String folder) {
        return (path, maxLength) -> {
            byte[] file = files.get(folder + path);
            if (file == null) {
                throw new FetchException(FetchException.Kind.NOT_FOUND, "no " + path);
            }
            return file;
        };
    }
}
