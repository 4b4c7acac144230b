package dev.isaac.testing.fuzz;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.StatementEnvelope;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** What authors sign: the envelope, the statement in it, and the claim with their keys. */
public final class StatementTarget {

    private static final List<AuthorKey> KEYS = List.of(new AuthorKey(Keys.KEY.publicKey(), Instant.EPOCH));

    private StatementTarget() {}

    /** Only what the key signed verifies, and a statement says the same after it was written again. */
    public static void fuzzerTestOneInput(byte[] data) {
        envelope(data);
        statement(data);
        claim(data);
    }

    private static void envelope(byte[] data) {
        try {
            StatementEnvelope envelope = StatementEnvelope.parse(data);
            envelope.verify(KEYS);
            // The only envelope that the fuzzer has with a good signature is the seed's.
            Property.require(
                    Arrays.equals(envelope.payload(), Seeds.statement().toBytes()), "only what was signed verifies");
        } catch (TrustException e) {
            Property.require(!e.code().isEmpty(), "a refusal has a code");
        }
    }

    private static void statement(byte[] data) {
        PluginStatement statement;
        byte[] envelope;
        try {
            statement = PluginStatement.parse(data);
            envelope = StatementEnvelope.write(
                    data, Keys.KEY.publicKey().keyId(), Keys.KEY.sign(StatementEnvelope.preAuthentication(data)));
        } catch (TrustException e) {
            return;
        }
        try {
            Property.same(PluginStatement.parse(statement.toBytes()), statement, "a written statement says the same");
            Property.same(
                    StatementEnvelope.parse(envelope).verify(KEYS).statement(),
                    statement,
                    "the envelope holds what was signed");
        } catch (TrustException e) {
            throw new AssertionError("what was accepted is refused", e);
        }
    }

    private static void claim(byte[] data) {
        try {
            Claim claim = Claim.parse(data);
            claim.covers("tools");
            for (AuthorKey key : claim.keys()) {
                Property.require(claim.key(key.keyId()).isPresent(), "a claim finds its keys");
            }
        } catch (TrustException e) {
            Property.require(!e.code().isEmpty(), "a refusal has a code");
        }
    }
}
