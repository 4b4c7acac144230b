package dev.isaac.marketplace.internal.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates a server may have. */
public final class Authorities {

    private static final int MAX_BYTES = 4 << 20;

    private Authorities() {}

    /**
     * Reads certificates in PEM.
     *
     * @throws IOException when the file cannot be read, or holds no certificate
     */
    public static List<X509Certificate> read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("it is too long for a file of certificates");
        }
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            List<X509Certificate> certificates = new ArrayList<>();
            for (Certificate certificate : found) {
                certificates.add((X509Certificate) certificate);
            }
            if (certificates.isEmpty()) {
                throw new IOException("it holds no certificate");
            }
            return certificates;
        } catch (GeneralSecurityException e) {
            throw new IOException("it is no file of certificates in PEM: " + e.getMessage(), e);
        }
    }

    /**
     * What makes connections to a registry.
     *
     * @param only the file with the only authorities that count for it
     * @param extra where there is no such file: the authorities that count beside Java's
     * @return empty where Java's own will do
     */
    static Optional<SSLSocketFactory> sockets(Optional<Path> only, Optional<Path> extra) throws IOException {
        if (only.isEmpty() && extra.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<X509Certificate> trusted = new ArrayList<>();
            if (only.isPresent()) {
                trusted.addAll(read(only.get()));
            } else {
                trusted.addAll(read(extra.get()));
                trusted.addAll(List.of(managers(null).getAcceptedIssuers()));
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry("authority-" + i, trusted.get(i));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {managers(store)}, null);
            return Optional.of(context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates of authorities cannot be used: " + e.getMessage(), e);
        }
    }

    private static X509TrustManager managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this Java checks no certificates");
    }
}
