package dev.isaac.trust.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

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
