package dev.isaac.testing.fuzz;

import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonLimits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Strict and canonical JSON. */
public final class JsonTarget {

    private JsonTarget() {}

    /** What is accepted means the same after every way of writing it, and its canonical form is a fixed point. */
    public static void fuzzerTestOneInput(byte[] data) {
        Object value;
        try {
            value = Json.parse(data);
        } catch (JsonException e) {
            withDecimals(data);
            return;
        }
        byte[] canonical = Json.canonical(value);
        Property.same(parse(Json.write(value)), value, "what is written reads the same");
        Property.same(parse(Json.writePretty(value)), value, "what is written prettily reads the same");
        Property.require(
                Arrays.equals(Json.canonical(parse(Json.write(value))), canonical),
                "the canonical form does not depend on the way it was written");
        // OLPC's form leaves control characters as they are, which strict JSON refuses.
        if (!hasControlCharacter(canonical)) {
            Object again = parse(canonical);
            Property.same(again, value, "the canonical form reads the same");
            Property.require(Arrays.equals(Json.canonical(again), canonical), "the canonical form is a fixed point");
        }
    }

    private static void withDecimals(byte[] data) {
        try {
            Object value = Json.parse(data, JsonLimits.WITH_DECIMALS);
            // 1e0 becomes 1, which is the same number.
            byte[] written = Json.write(value);
            Property.require(
                    Arrays.equals(Json.write(Json.parse(written, JsonLimits.WITH_DECIMALS)), written),
                    "a decimal that was written is written the same again");
        } catch (JsonException e) {
            Property.same(e.code(), "trust.malformed", "a refusal has its code");
        }
    }

    private static @Nullable Object parse(byte[] document) {
        try {
            return Json.parse(document);
        } catch (JsonException e) {
            throw new AssertionError("what we wrote is refused", e);
        }
    }

    private static boolean hasControlCharacter(byte[] utf8) {
        for (byte b : utf8) {
            if (b >= 0 && b < 0x20) {
                return true;
            }
        }
        return false;
    }
}
