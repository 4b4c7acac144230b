package dev.isaac.trust.jar.internal;

import dev.isaac.trust.archive.ArchiveEntry;
import dev.isaac.trust.archive.InspectedArchive;
import dev.isaac.trust.jar.JarSignatureException;
import dev.isaac.trust.jar.JarSignatureException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files in {@code META-INF} that make a signature, and what manifest and signature file say together. */
public final class SignatureFiles {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String WHOLE = "-Manifest";
    private static final Pattern DIGEST =
            Pattern.compile("(?i)(.+)-Digest(-Manifest|-Manifest-Main-Attributes)?(-[a-z]{2}(_[A-Z]{2})?)?");
    private static final Set<String> DIGESTS = Set.of("SHA-256", "SHA-384", "SHA-512");
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final String signatureFile;
    private final String blockFile;
    private final Set<String> files;
    private byte[] manifestBytes = new byte[0];
    private Manifest manifest = new Manifest();
    private Manifest signature = new Manifest();
    private byte[] block = new byte[0];

    private SignatureFiles(String signatureFile, String blockFile, Set<String> files) {
        this.signatureFile = signatureFile;
        this.blockFile = blockFile;
        this.files = files;
    }

    /** Finds the one pair; empty when there is nothing of a signature. */
    public static Optional<SignatureFiles> find(InspectedArchive archive) throws JarSignatureException {
        List<String> signatures = new ArrayList<>();
        List<String> blocks = new ArrayList<>();
        Set<String> files = new HashSet<>();
        for (ArchiveEntry entry : archive.entries()) {
            String name = entry.name();
            if (entry.isFolder()) {
                continue;
            }
            files.add(name);
            String upper = name.toUpperCase(Locale.ROOT);
            if (!upper.startsWith("META-INF/") || upper.indexOf('/', "META-INF/".length()) >= 0) {
                continue;
            }
            if (upper.endsWith(".SF")) {
                signatures.add(name);
            } else if (upper.endsWith(".RSA") || upper.endsWith(".DSA") || upper.endsWith(".EC")) {
                blocks.add(name);
            } else if (upper.startsWith("META-INF/SIG-")) {
                throw new JarSignatureException(Reason.MALFORMED, name + " is a signature of an unknown kind");
            }
        }
        if (signatures.isEmpty() && blocks.isEmpty()) {
            return Optional.empty();
        }
        if (signatures.size() > 1 || blocks.size() > 1) {
            throw new JarSignatureException(
                    Reason.SEVERAL_SIGNERS,
                    "the jar has several signatures: " + String.join(", ", signatures) + " "
                            + String.join(", ", blocks));
        }
        if (signatures.isEmpty() || blocks.isEmpty() || !base(signatures.get(0)).equals(base(blocks.get(0)))) {
            throw new JarSignatureException(Reason.INCOMPLETE, "a signature file and its block do not belong together");
        }
        return Optional.of(new SignatureFiles(signatures.get(0), blocks.get(0), files));
    }

    private static String base(String name) {
        return name.substring(0, name.lastIndexOf('.')).toUpperCase(Locale.ROOT);
    }

    /** Reads the three files, which stand before all others. */
    public void read(byte[] jar) throws JarSignatureException {
        List<String> wanted = List.of(MANIFEST, signatureFile, blockFile);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            int next = 0;
            for (ZipEntry entry = in.getNextEntry(); entry != null && next < wanted.size(); entry = in.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                if (!entry.getName().equals(wanted.get(next))) {
                    throw new JarSignatureException(
                            Reason.ORDER, entry.getName() + " stands where " + wanted.get(next) + " should");
                }
                byte[] bytes = in.readNBytes(MAX_BYTES);
                if (in.read() >= 0) {
                    throw new JarSignatureException(Reason.MALFORMED, entry.getName() + " is too long");
                }
                switch (next) {
                    case 0 -> {
                        manifestBytes = bytes;
                        manifest = new Manifest(new ByteArrayInputStream(bytes));
                    }
                    case 1 -> signature = new Manifest(new ByteArrayInputStream(bytes));
                    default -> block = bytes;
                }
                next++;
            }
        } catch (IOException e) {
            throw new JarSignatureException(
                    Reason.MALFORMED, "a part of the jar's signature cannot be read: " + e.getMessage(), e);
        }
    }

    /** The signature block. */
    public byte[] block() {
        return block.clone();
    }

    /** Whether a file need not be signed: manifest, signature file and block, and nothing else. */
    public boolean isExempt(String name) {
        return name.equals(MANIFEST) || name.equals(signatureFile) || name.equals(blockFile);
    }

    /**
     * Requires that the signature covers the whole manifest, and the manifest every file and nothing else. The platform would
     * be content with the parts of a manifest that were signed, whatever was added to it.
     */
    public void requireCoverage() throws JarSignatureException {
        boolean whole = false;
        for (Map.Entry<Object, Object> attribute : signature.getMainAttributes().entrySet()) {
            Matcher digest = DIGEST.matcher(attribute.getKey().toString());
            if (digest.matches()) {
                requireStrong(digest.group(1), signatureFile);
                if (WHOLE.equalsIgnoreCase(digest.group(2))) {
                    requireWhole(digest.group(1), attribute.getValue().toString());
                    whole = true;
                }
            }
        }
        if (!whole) {
            throw new JarSignatureException(Reason.MALFORMED, signatureFile + " has no digest of the whole manifest");
        }
        requireSections(signature, signatureFile);
        requireSections(manifest, MANIFEST);
        for (String file : files) {
            Attributes section = manifest.getAttributes(file);
            boolean digested = section != null
                    && section.keySet().stream()
                            .anyMatch(key -> DIGEST.matcher(key.toString()).matches());
            if (!isExempt(file) && !digested) {
                throw new JarSignatureException(Reason.UNSIGNED_ENTRY, "no signature covers " + file);
            }
        }
    }

    private void requireWhole(String algorithm, String stated) throws JarSignatureException {
        try {
            byte[] actual = MessageDigest.getInstance(algorithm.toUpperCase(Locale.ROOT))
                    .digest(manifestBytes);
            if (!stated.equals(Base64.getEncoder().encodeToString(actual))) {
                throw new JarSignatureException(
                        Reason.TAMPERED, "the manifest is not the one that " + signatureFile + " was made for");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private void requireSections(Manifest document, String name) throws JarSignatureException {
        for (Map.Entry<String, Attributes> section : document.getEntries().entrySet()) {
            boolean digested = false;
            for (Object key : section.getValue().keySet()) {
                Matcher digest = DIGEST.matcher(key.toString());
                if (digest.matches()) {
                    requireStrong(digest.group(1), name);
                    digested = true;
                }
            }
            if (digested && !files.contains(section.getKey())) {
                throw new JarSignatureException(
                        Reason.EXTRA_ENTRY, name + " signs " + section.getKey() + ", which is not in the jar");
            }
        }
    }

    private static void requireStrong(String algorithm, String where) throws JarSignatureException {
        if (!DIGESTS.contains(algorithm.toUpperCase(Locale.ROOT))) {
            throw new JarSignatureException(
                    Reason.WEAK_ALGORITHM,
                    where + " uses " + algorithm + "; accepted are SHA-256, SHA-384 and SHA-512");
        }
    }
}
