package dev.isaac.trust.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object with typed access. Values are {@link String}, {@link Long}, {@link java.math.BigInteger}
 * (beyond 64 bits), {@link java.math.BigDecimal} (only where decimals are accepted), {@link Boolean}, {@code null},
 * {@link List} and {@link JsonObject}. An accessor throws {@link JsonException} when the member has another type.
 */
public final class JsonObject {

    /** An object without members. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    private final Map<String, @Nullable Object> members;

    /** A copy of the members, in their order. Values are of the types named above; lists are copied by their maker. */
    public JsonObject(Map<String, ? extends @Nullable Object> members) {
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The members, in the order of the document. */
    public Map<String, @Nullable Object> asMap() {
        return members;
    }

    /** The names, in the order of the document. */
    public Set<String> names() {
        return members.keySet();
    }

    /** Whether there is a member of that name, even when it is null. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The value of a member, or null when it is absent or null. */
    public @Nullable Object get(String name) {
        return members.get(name);
    }

    /** A string that must be there. */
    public String string(String name) throws JsonException {
        return require(name, String.class, "a string");
    }

    /** A string, if there. */
    public Optional<String> optionalString(String name) throws JsonException {
        return optional(name, String.class, "a string");
    }

    /** A string, or a fallback when absent. */
    public String string(String name, String fallback) throws JsonException {
        return optionalString(name).orElse(fallback);
    }

    /** An integer of 64 bits that must be there. */
    public long integer(String name) throws JsonException {
        return require(name, Long.class, "an integer");
    }

    /** An integer of 64 bits, or a fallback when absent. */
    public long integer(String name, long fallback) throws JsonException {
        return optional(name, Long.class, "an integer").orElse(fallback);
    }

    /** A number as a double, or a fallback when absent. */
    public double number(String name, double fallback) throws JsonException {
        return optional(name, Number.class, "a number").map(Number::doubleValue).orElse(fallback);
    }

    /** A boolean that must be there. */
    public boolean bool(String name) throws JsonException {
        return require(name, Boolean.class, "true or false");
    }

    /** A boolean, or a fallback when absent. */
    public boolean bool(String name, boolean fallback) throws JsonException {
        return optional(name, Boolean.class, "true or false").orElse(fallback);
    }

    /** An object that must be there. */
    public JsonObject object(String name) throws JsonException {
        return require(name, JsonObject.class, "an object");
    }

    /** An object, if there. */
    public Optional<JsonObject> optionalObject(String name) throws JsonException {
        return optional(name, JsonObject.class, "an object");
    }

    /** An array of whatever, that must be there. */
    public List<?> array(String name) throws JsonException {
        return require(name, List.class, "an array");
    }

    /** An array of strings; empty when absent. */
    public List<String> strings(String name) throws JsonException {
        return list(name, String.class, "strings");
    }

    /** An array of objects; empty when absent. */
    public List<JsonObject> objects(String name) throws JsonException {
        return list(name, JsonObject.class, "objects");
    }

    private <T> List<T> list(String name, Class<T> type, String what) throws JsonException {
        List<?> values = optional(name, List.class, "an array").orElse(List.of());
        List<T> result = new ArrayList<>(values.size());
        for (Object value : values) {
            if (!type.isInstance(value)) {
                throw new JsonException("'" + name + "' must hold " + what + " only");
            }
            result.add(type.cast(value));
        }
        return Collections.unmodifiableList(result);
    }

    private <T> T require(String name, Class<T> type, String what) throws JsonException {
        Object value = members.get(name);
        if (!type.isInstance(value)) {
            throw new JsonException("'" + name + "' must be " + what);
        }
        return type.cast(value);
    }

    private <T> Optional<T> optional(String name, Class<T> type, String what) throws JsonException {
        return members.containsKey(name) ? Optional.of(require(name, type, what)) : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject that && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return Json.text(this);
    }
}
