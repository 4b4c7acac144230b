package dev.isaac.signing.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/** PKCS#8 under a passphrase, by PBES2 as the JDK has it. */
public final class EncryptedPkcs8 {

    private static final String SCHEME = "PBEWithHmacSHA256AndAES_256";
    private static final int ITERATIONS = 600_000;
    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int SALT = 16;
    private static final int BLOCK = 16;

    private EncryptedPkcs8() {}

    /** Encrypts a PKCS#8 structure. */
    public static byte[] encrypt(byte[] der, char[] passphrase, SecureRandom random) {
        byte[] salt = new byte[SALT];
        byte[] iv = new byte[BLOCK];
        random.nextBytes(salt);
        random.nextBytes(iv);
        try {
            Cipher cipher = Cipher.getInstance(SCHEME);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    key(SCHEME, passphrase),
                    new PBEParameterSpec(salt, ITERATIONS, new IvParameterSpec(iv)));
            return new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(der)).getEncoded();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java platform has " + SCHEME, e);
        }
    }

    /** Decrypts a PKCS#8 structure. */
    public static byte[] decrypt(byte[] encrypted, char[] passphrase) throws TrustException {
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
            AlgorithmParameters parameters = info.getAlgParameters();
            // For PBES2 the name of the scheme is what the parameters call themselves.
            String scheme = String.valueOf(parameters);
            if (!scheme.startsWith("PBEWithHmacSHA") || !scheme.contains("AndAES_")) {
                throw new TrustException(
                        Kind.ALGORITHM,
                        "the key file is encrypted by " + info.getAlgName(),
                        "encrypt it by PBES2 with AES and HMAC-SHA-2");
            }
            if (parameters.getParameterSpec(PBEParameterSpec.class).getIterationCount() > MAX_ITERATIONS) {
                throw new TrustException(Kind.LIMIT, "the key file asks for absurdly many iterations");
            }
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(Cipher.DECRYPT_MODE, key(scheme, passphrase), parameters);
            return cipher.doFinal(info.getEncryptedData());
        } catch (GeneralSecurityException | IOException e) {
            throw new TrustException(Kind.KEY_FILE, "the passphrase is wrong, or the key file is damaged", e);
        }
    }

    private static SecretKey key(String scheme, char[] passphrase) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase);
        try {
            return SecretKeyFactory.getInstance(scheme).generateSecret(spec);
        } finally {
            spec.clearPassword();
        }
    }
}
