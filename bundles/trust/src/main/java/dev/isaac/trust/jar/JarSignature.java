package dev.isaac.trust.jar;

import dev.isaac.trust.Digests;
import dev.isaac.trust.archive.ArchiveEntry;
import dev.isaac.trust.archive.InspectedArchive;
import dev.isaac.trust.jar.JarSignatureException.Reason;
import dev.isaac.trust.jar.internal.SignatureBlock;
import dev.isaac.trust.jar.internal.SignatureFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The signature inside of a jar. It adds to the author's statement, and never takes its place. The arithmetic is the
 * platform's; what the platform would pass over in silence is looked for here before: entries without a signature, algorithms
 * that make a jar look unsigned, several signers.
 *
 * @param chain the signer's certificate, then those of who vouches for it
 */
public record JarSignature(List<X509Certificate> chain) {

    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final String ANY_USE = "2.5.29.37.0";

    public JarSignature {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a signature has a signer");
        }
    }

    /**
     * Checks a jar's signature wholly: every byte of every entry is read, and every file must be signed by one and the
     * same signer.
     *
     * @param jar the bytes
     * @param archive what the inspector said of exactly these bytes
     * @return the signature; empty when the jar has no file of any signature
     */
    public static Optional<JarSignature> check(byte[] jar, InspectedArchive archive) throws JarSignatureException {
        Optional<SignatureFiles> files = SignatureFiles.find(archive);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        SignatureFiles found = files.get();
        found.read(jar);
        found.requireCoverage();
        SignatureBlock.require(found.block());
        CodeSigner signer = verify(jar, archive, found);
        List<X509Certificate> chain = new ArrayList<>();
        signer.getSignerCertPath().getCertificates().forEach(one -> chain.add((X509Certificate) one));
        return Optional.of(new JarSignature(chain));
    }

    private static CodeSigner verify(byte[] jar, InspectedArchive archive, SignatureFiles files)
            throws JarSignatureException {
        Set<String> open = new HashSet<>();
        for (ArchiveEntry entry : archive.entries()) {
            if (!entry.isFolder() && !files.isExempt(entry.name())) {
                open.add(entry.name());
            }
        }
        @Nullable CodeSigner one = null;
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar), true)) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                // Only when its last byte was read does an entry have signers.
                in.transferTo(OutputStream.nullOutputStream());
                if (!open.remove(entry.getName())) {
                    continue;
                }
                CodeSigner[] signers = entry.getCodeSigners();
                if (signers == null || signers.length == 0) {
                    throw new JarSignatureException(
                            Reason.DISABLED,
                            "this Java does not take the signature of " + entry.getName()
                                    + " and would take the jar for an unsigned one");
                }
                if (signers.length > 1 || (one != null && !one.equals(signers[0]))) {
                    throw new JarSignatureException(
                            Reason.SEVERAL_SIGNERS, entry.getName() + " is signed by another signer than the rest");
                }
                one = signers[0];
            }
        } catch (SecurityException | IOException e) {
            throw new JarSignatureException(
                    Reason.TAMPERED, "the jar's signature does not fit its content: " + e.getMessage(), e);
        }
        if (!open.isEmpty() || one == null) {
            throw new JarSignatureException(
                    Reason.UNSIGNED_ENTRY,
                    "no signature covers "
                            + (one == null ? "anything" : open.iterator().next()));
        }
        return one;
    }

    /** The SHA-256 of the signer's certificate in lower-case hex. */
    public String fingerprint() {
        try {
            return Digests.sha256(chain.get(0).getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("it was decoded", e);
        }
    }

    /** Who signed, as the certificate names it. */
    public String signer() {
        return SignatureBlock.subject(chain.get(0));
    }

    /**
     * Requires that the signer is one of some certificates, or that one of them vouches for it at a time. Revocation is not
     * asked about: that takes a network.
     *
     * @throws JarSignatureException {@code jar-signature.untrusted}
     */
    public void require(Collection<X509Certificate> trusted, Instant when) throws JarSignatureException {
        X509Certificate leaf = chain.get(0);
        try {
            leaf.checkValidity(Date.from(when));
            requireForCode(leaf);
            if (trusted.contains(leaf)) {
                return;
            }
            Set<TrustAnchor> anchors = new HashSet<>();
            trusted.forEach(one -> anchors.add(new TrustAnchor(one, null)));
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(when));
            // What stands behind a trusted certificate vouches for nothing here.
            List<X509Certificate> path =
                    chain.stream().takeWhile(one -> !trusted.contains(one)).toList();
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
        } catch (GeneralSecurityException e) {
            throw new JarSignatureException(
                    Reason.UNTRUSTED,
                    "its jar is signed by " + signer() + ", who is not trusted: " + e.getMessage(),
                    e);
        }
    }

    private void requireForCode(X509Certificate leaf) throws GeneralSecurityException, JarSignatureException {
        List<String> uses = leaf.getExtendedKeyUsage();
        boolean[] keyUse = leaf.getKeyUsage();
        boolean forCode = uses == null || uses.contains(CODE_SIGNING) || uses.contains(ANY_USE);
        if (!forCode || (keyUse != null && !keyUse[0])) {
            throw new JarSignatureException(
                    Reason.UNTRUSTED, "its jar is signed by " + signer() + ", whose certificate is not for code");
        }
    }
}
