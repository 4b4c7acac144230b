package dev.isaac.marketplace.internal.policy;

import dev.isaac.trust.json.JsonException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule that jars must be signed.
 *
 * @param file the policy that says so
 * @param certificates whose signature will do: their own, or of whom they vouch for
 */
public record JarSigners(Path file, List<X509Certificate> certificates) {

    /** What the rule is called. */
    static final String NAME = "requireJarSignature";

    public JarSigners {
        certificates = List.copyOf(certificates);
    }

    /** Reads certificates in PEM, which stand in the policy itself: what signs the policy covers them. */
    static JarSigners read(Path file, List<String> texts) throws JsonException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (String text : texts) {
                for (Certificate one :
                        factory.generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
                    certificates.add((X509Certificate) one);
                }
            }
        } catch (CertificateException e) {
            throw new JsonException("'marketplace." + NAME + "' holds what is no certificate in PEM", e);
        }
        if (certificates.isEmpty()) {
            throw new JsonException("'marketplace." + NAME + "' holds no certificate");
        }
        return new JarSigners(file, certificates);
    }
}
