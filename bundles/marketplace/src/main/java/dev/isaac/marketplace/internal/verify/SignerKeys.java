package dev.isaac.marketplace.internal.verify;

import dev.isaac.marketplace.internal.state.SignerKey;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.VerificationKey;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that signed what is installed, each read and checked once in a process: whether a point lies on its curve does not
 * change, and many plugins have one publisher. Only keys are kept, never that a signature was valid. Thread-safe.
 */
public final class SignerKeys {

    private final Map<SignerKey, VerificationKey> known = new ConcurrentHashMap<>();

    /**
     * The key of a record.
     *
     * @throws TrustException when it is of an unknown algorithm, or no sound key
     * @throws IllegalArgumentException when it is not in base64
     */
    VerificationKey key(SignerKey signer) throws TrustException {
        VerificationKey key = known.get(signer);
        if (key == null) {
            SignatureAlgorithm algorithm = SignatureAlgorithm.of(signer.algorithm())
                    .orElseThrow(() -> new TrustException(
                            TrustException.Kind.ALGORITHM, "unknown algorithm " + signer.algorithm()));
            key = VerificationKey.ofSpki(algorithm, Base64.getDecoder().decode(signer.publicKey()));
            known.put(signer, key);
        }
        return key;
    }
}
