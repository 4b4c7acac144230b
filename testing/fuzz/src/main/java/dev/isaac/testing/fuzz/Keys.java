package dev.isaac.testing.fuzz;

import dev.isaac.signing.Signer;
import dev.isaac.trust.keys.SignatureAlgorithm;
import java.security.SecureRandom;
import java.util.Arrays;

/** The key that signs what the fuzzer makes up: the same in each run, so that kept inputs stay meaningful. */
final class Keys {

    static final Signer KEY = Signer.generate(SignatureAlgorithm.ED25519, new Known());

    private Keys() {}

    private static final class Known extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 7);
        }
    }
}
