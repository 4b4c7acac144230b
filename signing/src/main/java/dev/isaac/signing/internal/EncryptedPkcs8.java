package dev.isaac.signing.internal;

import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** PKCS#8 under a passphrase: PBES2 with PBKDF2 (HMAC-SHA-256) and AES-256 in CBC mode, as other tools read and write it. */
public final class EncryptedPkcs8 {

    private static final int ITERATIONS = 600_000;
    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int SALT = 16;
    private static final int BLOCK = 16;
    private static final int KEY_BITS = 256;
    private static final AlgorithmIdentifier HMAC =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);

    private EncryptedPkcs8() {}

    /** Encrypts a PKCS#8 structure. */
    public static byte[] encrypt(byte[] der, char[] passphrase, SecureRandom random) {
        byte[] salt = new byte[SALT];
        byte[] iv = new byte[BLOCK];
        random.nextBytes(salt);
        random.nextBytes(iv);
        PBES2Parameters parameters = new PBES2Parameters(
                new KeyDerivationFunc(
                        PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, ITERATIONS, KEY_BITS / 8, HMAC)),
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)));
        try {
            byte[] encrypted = cipher(true, passphrase, salt, ITERATIONS, iv, der);
            return new EncryptedPrivateKeyInfo(
                            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters), encrypted)
                    .getEncoded(ASN1Encoding.DER);
        } catch (CryptoException | IOException e) {
            throw new IllegalStateException("encrypting in memory does not fail", e);
        }
    }

    /** Decrypts a PKCS#8 structure. */
    public static byte[] decrypt(byte[] encrypted, char[] passphrase) throws TrustException {
        try {
            EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(encrypted);
            if (!PKCSObjectIdentifiers.id_PBES2.equals(
                    info.getEncryptionAlgorithm().getAlgorithm())) {
                throw refused();
            }
            PBES2Parameters scheme =
                    PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
            PBKDF2Params derivation =
                    PBKDF2Params.getInstance(scheme.getKeyDerivationFunc().getParameters());
            if (!PKCSObjectIdentifiers.id_PBKDF2.equals(
                            scheme.getKeyDerivationFunc().getAlgorithm())
                    || !PKCSObjectIdentifiers.id_hmacWithSHA256.equals(
                            derivation.getPrf().getAlgorithm())
                    || !NISTObjectIdentifiers.id_aes256_CBC.equals(
                            scheme.getEncryptionScheme().getAlgorithm())) {
                throw refused();
            }
            int iterations = derivation.getIterationCount().intValueExact();
            if (iterations > MAX_ITERATIONS) {
                throw new TrustException(Kind.LIMIT, "the key file asks for absurdly many iterations");
            }
            byte[] iv = ASN1OctetString.getInstance(scheme.getEncryptionScheme().getParameters())
                    .getOctets();
            return cipher(false, passphrase, derivation.getSalt(), iterations, iv, info.getEncryptedData());
        } catch (CryptoException | RuntimeException e) {
            throw new SigningException(
                    SigningFault.KEY_PASSPHRASE, "the passphrase is wrong, or the key file is damaged", e);
        }
    }

    private static TrustException refused() {
        return new TrustException(
                Kind.ALGORITHM,
                "the key file is encrypted by another scheme",
                "encrypt it by PBES2 with PBKDF2 (HMAC-SHA-256) and AES-256-CBC");
    }

    private static byte[] cipher(
            boolean encrypt, char[] passphrase, byte[] salt, int iterations, byte[] iv, byte[] input)
            throws CryptoException {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
        byte[] secret = PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(passphrase);
        generator.init(secret, salt, iterations);
        CipherParameters key = generator.generateDerivedParameters(KEY_BITS);
        // Not earlier: the generator keeps the array, not a copy.
        Arrays.fill(secret, (byte) 0);
        PaddedBufferedBlockCipher cipher =
                new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(AESEngine.newInstance()));
        cipher.init(encrypt, new ParametersWithIV(key, iv));
        byte[] output = new byte[cipher.getOutputSize(input.length)];
        int length = cipher.processBytes(input, 0, input.length, output, 0);
        length += cipher.doFinal(output, length);
        return Arrays.copyOf(output, length);
    }
}
