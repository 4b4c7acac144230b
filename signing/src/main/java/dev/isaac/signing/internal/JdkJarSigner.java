package dev.isaac.signing.internal;

import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import jdk.security.jarsigner.JarSignerException;

/** The tool of the JDK that signs jars; a JRE does not have it. */
public final class JdkJarSigner {

    private JdkJarSigner() {}

    /**
     * Signs with SHA-256.
     *
     * @throws NoClassDefFoundError where the tool is not
     */
    public static byte[] sign(Path jar, KeyStore.PrivateKeyEntry entry, String name)
            throws TrustException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            new JarSigner.Builder(
                            entry.getPrivateKey(),
                            CertificateFactory.getInstance("X.509")
                                    .generateCertPath(List.of(entry.getCertificateChain())))
                    .signerName(name)
                    .digestAlgorithm("SHA-256")
                    .build()
                    .sign(zip, bytes);
            return bytes.toByteArray();
        } catch (GeneralSecurityException | JarSignerException e) {
            throw new SigningException(SigningFault.KEY_FORMAT, "the key does not sign the jar: " + e.getMessage(), e);
        }
    }
}
