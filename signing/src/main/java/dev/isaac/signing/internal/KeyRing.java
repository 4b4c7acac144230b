package dev.isaac.signing.internal;

import dev.isaac.signing.KeyFiles;
import dev.isaac.signing.Signer;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.keys.SignatureAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** The keys of a registry in a folder: taken when they are there, made when they are not. */
final class KeyRing {

    private static final char[] NO_PASSPHRASE = {};

    private final Path folder;
    private final SecureRandom random;

    KeyRing(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** The keys of a role: {@code roles/ROLE-1.pem} and so on. */
    List<Signer> role(String role, int count) throws TrustException, IOException {
        List<Signer> keys = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            keys.add(key(folder.resolve("roles").resolve(role + "-" + i + ".pem"), SignatureAlgorithm.ED25519));
        }
        return keys;
    }

    /** The keys of a publisher: {@code authors/PUBLISHER-1.pem} and so on. */
    List<Signer> author(String publisher, List<SignatureAlgorithm> algorithms) throws TrustException, IOException {
        List<Signer> keys = new ArrayList<>();
        for (int i = 1; i <= algorithms.size(); i++) {
            keys.add(key(folder.resolve("authors").resolve(publisher + "-" + i + ".pem"), algorithms.get(i - 1)));
        }
        return keys;
    }

    private Signer key(Path file, SignatureAlgorithm algorithm) throws TrustException, IOException {
        return Files.exists(file)
                ? KeyFiles.read(file, NO_PASSPHRASE)
                : KeyFiles.create(file, algorithm, NO_PASSPHRASE, random);
    }
}
