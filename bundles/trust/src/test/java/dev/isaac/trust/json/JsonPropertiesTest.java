package dev.isaac.trust.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class JsonPropertiesTest {

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<String> strings = Arbitraries.strings()
                .ofMaxLength(8)
                .filter(s -> StandardCharsets.UTF_8.newEncoder().canEncode(s));
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                strings.asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.of(true, false).asGeneric());
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).asGeneric(),
                        Arbitraries.maps(strings, inner).ofMaxSize(3).asGeneric()),
                0,
                3);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsReadBack(@ForAll("values") Object value) throws JsonException {
        assertThat(Json.text(Json.parse(Json.write(value)))).isEqualTo(Json.text(value));
        assertThat(Json.text(Json.parse(Json.writePretty(value)))).isEqualTo(Json.text(value));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theCanonicalFormDoesNotDependOnTheOrder(@ForAll("values") Object value) throws JsonException {
        byte[] canonical = Json.canonical(value);

        assertThat(Json.canonical(reversed(value))).isEqualTo(canonical);
        assertThat(Json.canonical(Json.parse(Json.write(value)))).isEqualTo(canonical);
    }

    private static Object reversed(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
            Collections.reverse(entries);
            Map<Object, Object> result = new LinkedHashMap<>();
            entries.forEach(entry -> result.put(entry.getKey(), reversed(entry.getValue())));
            return result;
        }
        return value instanceof List<?> list
                ? list.stream().map(JsonPropertiesTest::reversed).toList()
                : value;
    }

    /** Characters on which writers differ: escapes, controls, the edges of the planes, either side of the surrogates. */
    @Provide
    Arbitrary<String> awkward() {
        return Arbitraries.of(
                        0, 0x1f, 0x20, 0x22, 0x2f, 0x41, 0x5c, 0x61, 0x7f, 0x80, 0xe9, 0x7ff, 0x800, 0x2028, 0xd7ff,
                        0xe000, 0xfffd, 0xffff, 0x10000, 0x10ffff)
                .list()
                .ofMaxSize(4)
                .map(points -> {
                    StringBuilder text = new StringBuilder();
                    points.forEach(text::appendCodePoint);
                    return text.toString();
                });
    }

    @Provide
    Arbitrary<Object> awkwardValues() {
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                awkward().asGeneric(),
                Arbitraries.bigIntegers().asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.of(true, false).asGeneric());
        return Arbitraries.recursive(
                () -> leaves.injectNull(0.1),
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).asGeneric(),
                        Arbitraries.maps(awkward(), inner).ofMaxSize(6).asGeneric()),
                0,
                3);
    }

    /** The rules once more, over bytes: names in the order of their UTF-8, and two characters escaped. */
    private static String olpc(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            TreeMap<byte[], String> members = new TreeMap<>(Arrays::compareUnsigned);
            map.forEach((name, item) ->
                    members.put(String.valueOf(name).getBytes(StandardCharsets.UTF_8), olpc(name) + ":" + olpc(item)));
            return "{" + String.join(",", members.values()) + "}";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonPropertiesTest::olpc).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String text
                ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : String.valueOf(value);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theCanonicalFormFollowsTheRules(@ForAll("awkwardValues") @Nullable Object value) throws JsonException {
        String canonical = new String(Json.canonical(value), StandardCharsets.UTF_8);

        assertThat(canonical).isEqualTo(olpc(value));
        assertThat(Json.canonical(Json.parse(Json.write(value))))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(canonical);
    }

    /** One form for each value: from the form, the value can be read again (control characters, left as they are, cannot). */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void noTwoValuesHaveOneCanonicalForm(@ForAll("awkwardValues") @Nullable Object value) throws JsonException {
        byte[] canonical = Json.canonical(value);
        Assume.that(new String(canonical, StandardCharsets.UTF_8).chars().allMatch(c -> c >= 0x20));

        assertThat(Json.parse(canonical)).isEqualTo(Json.parse(Json.write(value)));
    }

    @Property(tries = 500)
    void noBytesMakeTheParserFailOtherwise(@ForAll @Size(max = 40) byte[] bytes) {
        try {
            Object value = Json.parse(bytes);
            assertThat(Json.text(value)).isNotEmpty();
        } catch (JsonException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
