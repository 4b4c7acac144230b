package dev.isaac.signing.internal;

import dev.isaac.signing.KeyFiles;
import dev.isaac.signing.MetadataSigner;
import dev.isaac.signing.Passphrases;
import dev.isaac.signing.Signer;
import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys that can sign here and now. One that lies in a file is opened when it is needed, and not before. */
final class AvailableKeys {

    private final Path folder;
    private final OperatorSettings settings;
    private final Passphrases passphrases;
    private final Map<String, Signer> open = new LinkedHashMap<>();

    AvailableKeys(Path folder, OperatorSettings settings, Passphrases passphrases, Collection<? extends Signer> given) {
        this.folder = folder;
        this.settings = settings;
        this.passphrases = passphrases;
        for (Signer signer : given) {
            open.put(MetadataSigner.keyId(signer.publicKey()), signer);
        }
    }

    /** The key of that id; nothing when it is not here, as offline keys are not most of the time. */
    Optional<Signer> find(String keyId) throws TrustException, IOException {
        Signer known = open.get(keyId);
        if (known != null) {
            return Optional.of(known);
        }
        String file = settings.keyFiles().get(keyId);
        if (file == null || !Files.exists(folder.resolve(file))) {
            return Optional.empty();
        }
        Signer signer = KeyFiles.open(folder.resolve(file), passphrases);
        if (!MetadataSigner.keyId(signer.publicKey()).equals(keyId)) {
            throw new SigningException(
                    SigningFault.KEY_FORMAT,
                    file + " no longer holds the key that the registry knows under this name",
                    "put the right file there, or rotate the key");
        }
        open.put(keyId, signer);
        return Optional.of(signer);
    }
}
