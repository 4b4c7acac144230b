package dev.isaac.signing.internal;

import dev.isaac.signing.KeyFiles;
import dev.isaac.signing.MetadataSigner;
import dev.isaac.signing.Passphrases;
import dev.isaac.signing.Signer;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * A key that a registry shall trust: with its private half when that is here, or only the public one as
 * {@code show-key} prints it, when somebody else holds the rest.
 *
 * @param publicKey the public half
 * @param signer the key itself, if it is here
 * @param file where it was read
 */
public record KeyHolder(VerificationKey publicKey, Optional<Signer> signer, Path file) {

    private static final long MAX_BYTES = 64 * 1024;

    /** Reads it. */
    public static KeyHolder read(Path file, Passphrases passphrases) throws TrustException, IOException {
        if (Files.size(file) <= MAX_BYTES) {
            byte[] bytes = Files.readAllBytes(file);
            if (new String(bytes, StandardCharsets.ISO_8859_1).strip().startsWith("{")) {
                JsonObject json = Json.parseObject(bytes);
                if (!json.has("command")) {
                    return new KeyHolder(shown(json), Optional.empty(), file);
                }
            }
        }
        Signer signer = KeyFiles.open(file, passphrases);
        return new KeyHolder(signer.publicKey(), Optional.of(signer), file);
    }

    private static VerificationKey shown(JsonObject json) throws TrustException {
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(json.string("algorithm"))
                .orElseThrow(() -> new TrustException(Kind.ALGORITHM, "a public key has an unknown algorithm"));
        try {
            return VerificationKey.ofSpki(algorithm, Base64.getDecoder().decode(json.string("public")));
        } catch (IllegalArgumentException e) {
            throw new TrustException(Kind.MALFORMED, "a public key is not Base64", e);
        }
    }

    /** The id that the registry's metadata uses. */
    String id() {
        return MetadataSigner.keyId(publicKey);
    }

    /** Where the settings look for it: relative to the registry's folder when it lies there. */
    String place(Path folder) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(folder)
                ? folder.relativize(absolute).toString().replace('\\', '/')
                : absolute.toString();
    }
}
