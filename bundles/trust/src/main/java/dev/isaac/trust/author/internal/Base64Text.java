package dev.isaac.trust.author.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import java.util.Base64;

/** Strict Base64. */
public final class Base64Text {

    private Base64Text() {}

    /** The bytes of a text in the one canonical form. */
    public static byte[] decode(String text) throws TrustException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            // The decoder forgives missing padding and stray bits; then two texts would be one signature.
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new TrustException(Kind.MALFORMED, "something is not Base64 where it must be", e);
        }
        throw new TrustException(Kind.MALFORMED, "Base64 is not in its canonical form");
    }
}
