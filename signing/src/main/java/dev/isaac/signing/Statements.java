package dev.isaac.signing;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.StatementEnvelope;
import dev.isaac.trust.author.VerifiedStatement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Signs author statements. */
public final class Statements {

    private static final String JAR = ".jar";

    private Statements() {}

    /** Where the statement of a jar lies by custom: {@code NAME.dsse.json} beside {@code NAME.jar}. */
    public static Path beside(Path jar) {
        String name = String.valueOf(jar.getFileName());
        String stem = name.endsWith(JAR) ? name.substring(0, name.length() - JAR.length()) : name;
        return jar.resolveSibling(stem + ".dsse.json");
    }

    /**
     * Verifies an envelope by keys of its author, and that it speaks of exactly that plugin.
     *
     * @param plugin what the jar itself says, with the digest of its bytes
     * @throws TrustException {@code trust.signature}, {@code trust.unclaimed}, or {@code trust.mismatch} when the author
     *     signed something else
     */
    public static VerifiedStatement verify(PluginStatement plugin, byte[] envelope, Collection<AuthorKey> keys)
            throws TrustException {
        VerifiedStatement verified = StatementEnvelope.parse(envelope).verify(keys);
        PluginStatement signed = verified.statement();
        if (!signed.equals(plugin)) {
            boolean bytes = signed.sha256().equals(plugin.sha256()) && signed.length() == plugin.length();
            throw new TrustException(
                    TrustException.Kind.MISMATCH,
                    bytes
                            ? "the author signed other words about these bytes than their manifest says"
                            : "the author signed other bytes: " + signed.id() + " " + signed.version()
                                    + " with SHA-256 " + signed.sha256(),
                    "sign the jar again, or get the one that was signed");
        }
        return verified;
    }

    /**
     * Signs a statement and returns the envelope, verified by the code that clients use.
     *
     * @throws TrustException {@code trust.algorithm} when an author may not sign with the key
     */
    public static byte[] sign(PluginStatement statement, Signer key) throws TrustException {
        byte[] payload = statement.toBytes();
        byte[] signature = key.sign(StatementEnvelope.preAuthentication(payload));
        byte[] envelope = StatementEnvelope.write(payload, key.publicKey().keyId(), signature);
        AuthorKey author;
        try {
            author = new AuthorKey(key.publicKey(), Instant.EPOCH);
        } catch (IllegalArgumentException e) {
            throw new TrustException(TrustException.Kind.ALGORITHM, String.valueOf(e.getMessage()), e);
        }
        StatementEnvelope.parse(envelope).verify(List.of(author));
        return envelope;
    }
}
