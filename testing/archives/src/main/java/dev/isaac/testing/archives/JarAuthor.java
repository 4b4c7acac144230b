package dev.isaac.testing.archives;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;

/**
 * A key with a certificate.
 *
 * @param name the common name
 * @param key the private key
 * @param chain its certificate, then those of who vouches for it
 */
public record JarAuthor(String name, PrivateKey key, List<X509Certificate> chain) {

    /** The passphrase of the key store. */
    public static final String SECRET = "secret";

    /** Makes a certificate that its owner signs. */
    public static JarAuthor make(String name, CertificateForge forge) throws Exception {
        KeyPair key = forge.key(name);
        X509Certificate certificate = forge.certify("CN=" + name, key.getPublic(), "CN=" + name, key.getPrivate());
        return new JarAuthor(name, key.getPrivate(), List.of(certificate));
    }

    /** Makes a certificate that an authority of its own signs; the chain ends with the authority's. */
    public static JarAuthor issued(String name, String authority) throws Exception {
        CertificateForge forge = CertificateForge.ec();
        KeyPair authorityKey = forge.key(authority + " of " + name);
        KeyPair key = forge.key(name);
        String issuer = "CN=" + authority;
        return new JarAuthor(
                name,
                key.getPrivate(),
                List.of(
                        forge.certify("CN=" + name, key.getPublic(), issuer, authorityKey.getPrivate()),
                        forge.authority()
                                .certify(issuer, authorityKey.getPublic(), issuer, authorityKey.getPrivate())));
    }

    /** Writes a PKCS#12 file {@code NAME.p12} that only its owner may read. */
    public Path store(Path folder) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("one", key, SECRET.toCharArray(), chain.toArray(new Certificate[0]));
        Path file = folder.resolve(name + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, SECRET.toCharArray());
        }
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }

    /** Signs a jar. */
    public byte[] sign(Path folder, byte[] jar, String signature, String digest) throws Exception {
        Path file = Files.write(folder.resolve("unsigned.jar"), jar);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            new JarSigner.Builder(key, CertificateFactory.getInstance("X.509").generateCertPath(chain))
                    .signerName(signature)
                    .digestAlgorithm(digest)
                    .build()
                    .sign(zip, out);
        }
        return out.toByteArray();
    }

    /** Signs a jar with SHA-256. */
    public byte[] sign(Path folder, byte[] jar) throws Exception {
        return sign(folder, jar, "ONE", "SHA-256");
    }

    /** The files of a jar in their order. */
    public static Map<String, byte[]> unpack(byte[] jar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    /** A jar of files in their order. */
    public static byte[] pack(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** The name of the file whose name ends so. */
    public static String named(Map<String, byte[]> files, String end) {
        return files.keySet().stream()
                .filter(name -> name.endsWith(end))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        end + " in " + Arrays.toString(files.keySet().toArray())));
    }
}
