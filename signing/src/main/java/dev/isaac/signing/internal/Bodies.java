package dev.isaac.signing.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Documents as they are edited: mutable maps and lists instead of the immutable model. */
final class Bodies {

    private Bodies() {}

    /** A deep copy that can be changed; no member is null in what TUF signs. */
    static Map<String, Object> mutable(JsonObject object) throws TrustException {
        Map<String, Object> copy = new TreeMap<>();
        for (Map.Entry<String, @Nullable Object> member : object.asMap().entrySet()) {
            copy.put(member.getKey(), value(member.getValue()));
        }
        return copy;
    }

    private static Object value(@Nullable Object value) throws TrustException {
        if (value == null) {
            throw new TrustException(Kind.MALFORMED, "the registry's metadata has a member that is null");
        }
        if (value instanceof JsonObject object) {
            return mutable(object);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            for (Object item : list) {
                copy.add(value(item));
            }
            return copy;
        }
        return value;
    }

    /** A member that is an object. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, Object> body, String name) {
        return (Map<String, Object>) Optional.ofNullable(body.get(name))
                .orElseThrow(() -> new IllegalStateException("no member '" + name + "'"));
    }

    /** A member that is an array of objects; empty when there is none. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Map<String, Object> body, String name) {
        return (List<Map<String, Object>>) body.getOrDefault(name, List.of());
    }

    /** A member that is an array of strings; empty when there is none. */
    @SuppressWarnings("unchecked")
    static List<String> strings(Map<String, Object> body, String name) {
        return (List<String>) body.getOrDefault(name, List.of());
    }

    /** A member that is an integer, or 0. */
    static long integer(Map<String, Object> body, String name) {
        return body.get(name) instanceof Long number ? number : 0;
    }

    /** A member that is a string, or nothing. */
    static String string(Map<String, Object> body, String name) {
        return body.get(name) instanceof String text ? text : "";
    }
}
