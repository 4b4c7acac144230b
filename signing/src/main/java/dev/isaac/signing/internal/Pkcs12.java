package dev.isaac.signing.internal;

import dev.isaac.signing.Signer;
import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The one private key of a PKCS#12 file; certificates in it are not looked at. */
public final class Pkcs12 {

    private Pkcs12() {}

    /** Reads it; key and file have the same passphrase. */
    public static Signer read(byte[] bytes, char[] passphrase, Path file) throws TrustException, IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), passphrase);
            List<PrivateKey> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.isKeyEntry(alias) ? store.getKey(alias, passphrase) : null;
                if (key instanceof PrivateKey one) {
                    keys.add(one);
                }
            }
            if (keys.size() != 1) {
                throw new SigningException(
                        SigningFault.KEY_FORMAT,
                        file + " holds " + keys.size() + " private keys, not one",
                        "export the one to sign with to a file of its own");
            }
            byte[] der = keys.get(0).getEncoded();
            try {
                return PrivateKeyMaterial.ofPkcs8(der);
            } finally {
                Arrays.fill(der, (byte) 0);
            }
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new SigningException(SigningFault.KEY_PASSPHRASE, "the passphrase of " + file + " is wrong", e);
            }
            throw new SigningException(SigningFault.KEY_FORMAT, file + " is no PKCS#12 file", e);
        } catch (GeneralSecurityException e) {
            throw new SigningException(SigningFault.KEY_FORMAT, file + " cannot be read as PKCS#12", e);
        }
    }
}
