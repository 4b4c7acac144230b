package dev.isaac.trust.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":1}",
                "{} {}",
                "{}x",
                "{}\u0000",
                "1.0",
                "1e3",
                "-0",
                "01",
                "+1",
                "NaN",
                "'a'",
                "{a:1}",
                "[1,]",
                "[1",
                "{\"a\"}",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\":1}",
                "\"a\nb\"",
                "\uFEFF{}",
                "/* x */ {}",
                "\"\\x41\"",
                "tru",
            })
    void refusesWhatIsNotStrict(String document) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parse(bytes(document)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("trust.malformed"));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xc3, '"'}));
    }

    @Test
    void boundsWhatFillsTheMemory() throws JsonException {
        // The object around, the list, and what is in it.
        assertThat(Json.parseObject(lists(999_998)).names()).containsExactly("x");
        byte[] bomb = lists(999_999);
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parseObject(bomb))
                .withMessageContaining("1000000 objects and lists");
    }

    private static byte[] lists(int count) {
        return ("{\"x\":[" + "[],".repeat(count - 1) + "[]]}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void boundsDepthAndSize() throws JsonException {
        JsonLimits limits = new JsonLimits(100, 3, false);

        assertThat(Json.parse(bytes("[[[]]]"), limits)).isEqualTo(List.of(List.of(List.of())));
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(bytes("[[[[]]]]"), limits));
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(bytes(" ".repeat(101)), limits));
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(bytes("[".repeat(1_000_000))));
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(bytes("1".repeat(200))));
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonLimits(0, 1, false));
    }

    @Test
    void readsEveryKindOfValue() throws JsonException {
        JsonObject json = Json.parseObject(bytes(
                " {\"s\":\"\\u00e4\\ud83d\\ude00\",\"i\":-5,\"b\":9223372036854775808,\"t\":true,\"f\":false,\"n\":null,"
                        + "\"l\":[1,\"x\"],\"o\":{\"k\":\"v\"},\"ss\":[\"a\",\"b\"],\"os\":[{}]}\r\n\t"));

        assertThat(json.string("s")).isEqualTo("ä😀");
        assertThat(json.string("missing", "fallback")).isEqualTo("fallback");
        assertThat(json.integer("i")).isEqualTo(-5);
        assertThat(json.integer("missing", 7)).isEqualTo(7);
        assertThat(json.get("b")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(json.bool("t")).isTrue();
        assertThat(json.bool("f", true)).isFalse();
        assertThat(json.bool("missing", true)).isTrue();
        assertThat(json.has("n")).isTrue();
        assertThat(json.get("n")).isNull();
        assertThat(json.array("l")).hasSize(2);
        assertThat(json.object("o").string("k")).isEqualTo("v");
        assertThat(json.optionalObject("missing")).isEmpty();
        assertThat(json.strings("ss")).containsExactly("a", "b");
        assertThat(json.strings("missing")).isEmpty();
        assertThat(json.objects("os")).containsExactly(JsonObject.EMPTY);
        assertThat(json.number("i", 0)).isEqualTo(-5.0);
        assertThat(json.names()).startsWith("s", "i", "b");
        assertThat(json.asMap()).hasSize(10);
    }

    @Test
    void readsDecimalsOnlyWhereTheyAreWanted() throws JsonException {
        JsonObject json = Json.parseObject(bytes("{\"rating\":4.2}"), JsonLimits.WITH_DECIMALS);

        assertThat(json.get("rating")).isEqualTo(new BigDecimal("4.2"));
        assertThat(json.number("rating", 0)).isEqualTo(4.2);
    }

    @Test
    void refusesAnExponentBeyondAllBounds() {
        assertThatThrownBy(() -> Json.parse(bytes("1e1" + "1".repeat(90)), JsonLimits.WITH_DECIMALS))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("exponent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "l", "n", "missing"})
    void anotherTypeIsRefused(String name) throws JsonException {
        JsonObject json = Json.parseObject(bytes("{\"s\":\"x\",\"l\":[1],\"n\":null}"));

        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> json.integer(name))
                .withMessageContaining(name);
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> json.object(name));
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> json.bool(name));
    }

    @Test
    void anArrayOfAnotherTypeIsRefused() throws JsonException {
        JsonObject json = Json.parseObject(bytes("{\"l\":[1]}"));

        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> json.strings("l"));
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> json.objects("l"));
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parseObject(bytes("[]")));
    }

    @Test
    void theModelCannotBeChanged() throws JsonException {
        JsonObject json = Json.parseObject(bytes("{\"l\":[1]}"));

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> json.asMap().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> json.array("l").clear());
        assertThat(json)
                .isEqualTo(Json.parse(bytes("{ \"l\" : [ 1 ] }")))
                .hasSameHashCodeAs(Json.parse(bytes("{\"l\":[1]}")));
        assertThat(json).hasToString("{\"l\":[1]}").isNotEqualTo("x");
    }

    @Test
    void writesCompactlyAndIndented() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "a\"\\\n\r\t\u0001\u2028😀\ud800\udc00");
        map.put("list", List.of(1, 2L, 3.5, true));
        map.put("empty", List.of());
        map.put("none", Map.of());
        map.put("optional", Optional.of("x"));
        map.put("absent", Optional.empty());
        map.put("nothing", Arrays.asList((Object) null));

        assertThat(Json.text(map))
                .isEqualTo("{\"text\":\"a\\\"\\\\\\n\\r\\t\\u0001\\u2028😀\ud800\udc00\",\"list\":[1,2,3.5,true],"
                        + "\"empty\":[],\"none\":{},\"optional\":\"x\",\"absent\":null,\"nothing\":[null]}");
        assertThat(new String(Json.writePretty(Map.of("a", List.of(1))), StandardCharsets.UTF_8))
                .isEqualTo("{\n  \"a\": [\n    1\n  ]\n}\n");
        assertThat(Json.text("\ud800x")).isEqualTo("\"\\ud800x\"");
        assertThat(Json.text("x\udc00")).isEqualTo("\"x\\udc00\"");
    }

    @Test
    void refusesToWriteWhatJsonCannotExpress() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.text(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.text(Float.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.text(new Object()));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.canonical(1.5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"b\" : 1, \"a\" : [ true , null ]} | {\"a\":[true,null],\"b\":1}",
                "{\"z\":{},\"\\ue000\":1,\"\\ud800\\udc00\":2} | {\"z\":{},\"\ue000\":1,\"\ud800\udc00\":2}",
                "[] | []",
                "\"\\u00e4\\/\\\"\\\\\" | \"ä/\\\"\\\\\"",
                "-12 | -12",
                "{\"aa\":1,\"a\":2} | {\"a\":2,\"aa\":1}",
                "{\"abd\":1,\"abc\":2} | {\"abc\":2,\"abd\":1}",
            })
    void theCanonicalFormIsOlpc(String document, String canonical) throws JsonException {
        assertThat(new String(Json.canonical(Json.parse(bytes(document))), StandardCharsets.UTF_8))
                .isEqualTo(canonical);
    }

    @Test
    void theCanonicalFormLeavesControlCharactersAsTheyAre() {
        assertThat(Json.canonical("a\n\u0001")).isEqualTo(bytes("\"a\n\u0001\""));
    }

    @Test
    void limitsHoldExactly() throws JsonException {
        JsonLimits limits = new JsonLimits(12, 2, false);

        assertThat(Json.parse(bytes("{\"a\":[1,22]}"), limits)).isInstanceOf(JsonObject.class);
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(bytes("{\"a\":[1,222]}"), limits));
        for (String deep : List.of("{\"a\":{\"b\":{}}}", "[[[]]]", "[{\"a\":[]}]", "{\"a\":[{}]}")) {
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> Json.parse(bytes(deep), new JsonLimits(100, 2, false)))
                    .withMessageContaining("deeper than 2");
        }
    }

    @Test
    void integersOfSixtyFourBitsAreLongs() throws JsonException {
        assertThat(Json.parse(bytes("9223372036854775807"))).isEqualTo(Long.MAX_VALUE);
        assertThat(Json.parse(bytes("-9223372036854775808"))).isEqualTo(Long.MIN_VALUE);
        assertThat(Json.parse(bytes("9223372036854775808"))).isInstanceOf(BigInteger.class);
        assertThat(Json.parse(bytes("-9223372036854775809"))).isInstanceOf(BigInteger.class);
    }

    @Test
    void surrogatesAreJudgedInPairs() {
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(bytes("\"\\udfff\"")));
        assertThat(Json.text("x\ud83d")).isEqualTo("\"x\\ud83d\"");
        assertThat(Json.text("\ud83d\ude00\ude00")).isEqualTo("\"\ud83d\ude00\\ude00\"");
        assertThat(Json.text("a\u001fb c")).isEqualTo("\"a\\u001fb c\"");
    }

    @Test
    void membersThatAreThereAreGiven() throws JsonException {
        JsonObject object = Json.parseObject(bytes("{\"no\":false,\"in\":{\"x\":1}}"));

        assertThat(object.bool("no")).isFalse();
        assertThat(object.optionalObject("in").orElseThrow().integer("x")).isEqualTo(1);
        assertThat(object.optionalObject("out")).isEmpty();
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parse(bytes("{\"a\" 1}")))
                .withMessageStartingWith("not strict JSON: Unexpected character")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}
