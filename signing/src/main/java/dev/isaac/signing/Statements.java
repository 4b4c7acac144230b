package dev.isaac.signing;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.StatementEnvelope;
import java.time.Instant;
import java.util.List;

/** Signs author statements. */
public final class Statements {

    private Statements() {}

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
