package dev.isaac.signing;

import dev.isaac.signing.internal.FilePublisher;
import dev.isaac.signing.internal.JdkJarSigner;
import dev.isaac.signing.internal.OwnerOnly;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.jar.JarSignature;
import dev.isaac.trust.jar.JarSignatureException;
import dev.isaac.trust.jar.JarSignatureException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Puts a signature inside of a jar, for those who demand one. It is no author's statement and takes the place of none; it
 * changes the bytes, so it comes before the statement.
 */
public final class JarSigning {

    private static final String SIGNER_NAME = "ISAAC";

    private JarSigning() {}

    /**
     * Signs, and checks the result as those do who will install it.
     *
     * @param keyStore a PKCS#12 file with one private key and its certificates
     * @param out where the signed jar goes, as one; may be the jar itself
     * @throws SigningException {@code key.readable-by-others}, {@code key.format}, {@code key.passphrase},
     *     {@code key.no-jar-signer}
     */
    public static JarSignature sign(Path jar, Path keyStore, Passphrases passphrases, Path out)
            throws TrustException, IOException {
        byte[] original = Files.readAllBytes(jar);
        ArchiveInspector inspector = new ArchiveInspector();
        if (JarSignature.check(original, inspector.inspect(original)).isPresent()) {
            throw new JarSignatureException(Reason.SEVERAL_SIGNERS, jar + " is signed already");
        }
        OwnerOnly.requireReadable(keyStore);
        char[] passphrase = passphrases.of(keyStore);
        byte[] signed;
        try {
            signed = JdkJarSigner.sign(jar, entry(keyStore, passphrase), SIGNER_NAME);
        } catch (NoClassDefFoundError e) {
            throw new SigningException(
                    SigningFault.JAR_SIGNER, "this Java cannot sign jars: it has no module jdk.jartool", e);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
        JarSignature signature = JarSignature.check(signed, inspector.inspect(signed))
                .orElseThrow(() -> new JarSignatureException(Reason.MISSING, "the jar came out without a signature"));
        FilePublisher.replace(out, signed);
        return signature;
    }

    private static KeyStore.PrivateKeyEntry entry(Path file, char[] passphrase) throws TrustException, IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(Files.readAllBytes(file)), passphrase);
            List<String> keys = Collections.list(store.aliases()).stream()
                    .filter(alias -> isKey(store, alias))
                    .toList();
            Key key = keys.size() == 1 ? store.getKey(keys.get(0), passphrase) : null;
            if (!(key instanceof PrivateKey one)) {
                throw new SigningException(
                        SigningFault.KEY_FORMAT,
                        file + " holds " + keys.size() + " private keys with certificates, not one",
                        "export the one to sign with to a file of its own");
            }
            return new KeyStore.PrivateKeyEntry(one, store.getCertificateChain(keys.get(0)));
        } catch (GeneralSecurityException e) {
            throw new SigningException(SigningFault.KEY_FORMAT, file + " cannot be read as PKCS#12", e);
        } catch (IOException e) {
            if (e.getCause() instanceof GeneralSecurityException) {
                throw new SigningException(SigningFault.KEY_PASSPHRASE, "the passphrase of " + file + " is wrong", e);
            }
            throw new SigningException(SigningFault.KEY_FORMAT, file + " is no PKCS#12 file", e);
        }
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("it was loaded", e);
        }
    }
}
