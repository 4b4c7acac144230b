package dev.isaac.testing.archives;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;

/**
 * A key with a certificate, made by the tool of the JDK and thrown away with its folder.
 *
 * @param key the private key
 * @param chain its certificate, then those of who vouches for it
 * @param keyStore the PKCS#12 file
 */
public record JarAuthor(PrivateKey key, List<X509Certificate> chain, Path keyStore) {

    /** The passphrase of the key store. */
    public static final String SECRET = "secret";

    /** Makes a key; options are keytool's. */
    public static JarAuthor make(Path folder, String name, String... options) throws Exception {
        Path store = folder.resolve(name + ".p12");
        List<String> words =
                new ArrayList<>(List.of("-genkeypair", "-alias", "one", "-dname", "CN=" + name, "-validity", "365"));
        words.addAll(List.of(options));
        keytool(store, words);
        return read(store);
    }

    /** Makes a key whose certificate an authority signs; the chain ends with the authority's. */
    public static JarAuthor issued(Path folder, String name, String authority) throws Exception {
        Path store = folder.resolve(name + ".p12");
        keytool(
                store,
                List.of(
                        "-genkeypair",
                        "-alias",
                        "ca",
                        "-dname",
                        "CN=" + authority,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-ext",
                        "bc=ca:true",
                        "-validity",
                        "365"));
        keytool(
                store,
                List.of(
                        "-genkeypair",
                        "-alias",
                        "one",
                        "-dname",
                        "CN=" + name,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-signer",
                        "ca",
                        "-validity",
                        "365"));
        return read(store);
    }

    private static void keytool(Path store, List<String> words) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(words);
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", SECRET));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("keytool failed: " + command);
        }
    }

    private static JarAuthor read(Path file) throws Exception {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, SECRET.toCharArray());
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate one : store.getCertificateChain("one")) {
            chain.add((X509Certificate) one);
        }
        return new JarAuthor((PrivateKey) store.getKey("one", SECRET.toCharArray()), chain, file);
    }

    /** Signs a jar. */
    public byte[] sign(Path folder, byte[] jar, String name, String digest) throws Exception {
        Path file = Files.write(folder.resolve("unsigned.jar"), jar);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            new JarSigner.Builder(key, CertificateFactory.getInstance("X.509").generateCertPath(chain))
                    .signerName(name)
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
