package dev.isaac.trust.json;

/**
 * What a parser accepts.
 *
 * @param maxBytes the largest document, in bytes
 * @param maxDepth the deepest nesting of objects and arrays
 * @param decimals whether numbers with a fraction or exponent are accepted, as {@link java.math.BigDecimal}
 */
public record JsonLimits(int maxBytes, int maxDepth, boolean decimals) {

    /** 64 MiB, 64 levels, integers only. */
    public static final JsonLimits STRICT = new JsonLimits(64 * 1024 * 1024, 64, false);

    /** As {@link #STRICT}, with decimal numbers. */
    public static final JsonLimits WITH_DECIMALS = new JsonLimits(64 * 1024 * 1024, 64, true);

    public JsonLimits {
        if (maxBytes < 1 || maxDepth < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
