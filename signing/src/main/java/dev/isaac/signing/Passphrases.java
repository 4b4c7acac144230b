package dev.isaac.signing;

import dev.isaac.signing.internal.OwnerOnly;
import dev.isaac.trust.TrustException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where passphrases come from: a prompt, the environment, standard input or a file; never an argument, which every
 * process on the machine can read. Asked only for keys that are encrypted.
 */
@ConsumerType
@FunctionalInterface
public interface Passphrases {

    /**
     * The passphrase of a key's file; the caller overwrites it after use.
     *
     * @throws TrustException {@code key.passphrase} when there is none
     */
    char[] of(Path keyFile) throws TrustException, IOException;

    /** No passphrase at all: encrypted keys are refused. */
    static Passphrases none() {
        return file -> {
            throw missing(file);
        };
    }

    /** The same one for every key. */
    static Passphrases fixed(char[] passphrase) {
        char[] copy = passphrase.clone();
        return file -> {
            if (copy.length == 0) {
                throw missing(file);
            }
            return copy.clone();
        };
    }

    /** From a variable of an environment. */
    static Passphrases environment(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        return file -> {
            if (value.isEmpty()) {
                throw new SigningException(
                        SigningFault.KEY_PASSPHRASE,
                        "the environment variable " + variable + " is not set",
                        "set it, or give the passphrase another way");
            }
            return value.toCharArray();
        };
    }

    /** The first line of a file that only its owner can read. */
    static Passphrases file(Path passphraseFile) {
        return keyFile -> {
            OwnerOnly.requireReadable(passphraseFile);
            try (InputStream in = Files.newInputStream(passphraseFile)) {
                return firstLine(in, keyFile);
            }
        };
    }

    /** The first line of a stream, read once; every key has this passphrase. */
    static Passphrases stream(InputStream in) {
        return new Passphrases() {
            private char[] line = {};

            @Override
            public synchronized char[] of(Path keyFile) throws TrustException, IOException {
                if (line.length == 0) {
                    line = firstLine(in, keyFile);
                }
                return line.clone();
            }
        };
    }

    private static char[] firstLine(InputStream in, Path keyFile) throws TrustException, IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n' && line.size() < 4096; b = in.read()) {
            line.write(b);
        }
        byte[] bytes = line.toByteArray();
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            int length = text.length();
            if (length > 0 && text.charAt(length - 1) == '\r') {
                length--;
            }
            if (length == 0) {
                throw missing(keyFile);
            }
            char[] passphrase = new char[length];
            text.get(passphrase);
            return passphrase;
        } catch (CharacterCodingException e) {
            throw new SigningException(SigningFault.KEY_PASSPHRASE, "the passphrase is not UTF-8", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static SigningException missing(Path file) {
        return new SigningException(
                SigningFault.KEY_PASSPHRASE,
                file + " is encrypted, and no passphrase was given",
                "give it by prompt, environment, standard input or file");
    }
}
