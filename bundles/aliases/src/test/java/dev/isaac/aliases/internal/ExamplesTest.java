package dev.isaac.aliases.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.aliases.internal.data.Entry;
import dev.isaac.aliases.internal.data.JsonReader;
import dev.isaac.aliases.internal.model.Target;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The examples of the data hold, and the data has the form that its schema describes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ExamplesTest {

    @TestFactory
    Stream<DynamicTest> examplesHold() {
        List<Entry.Example> examples = new ArrayList<>();
        Lines.MAPPING.data().entries().forEach(entry -> examples.addAll(entry.examples()));
        assertThat(examples).hasSizeGreaterThan(70);
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.line() + " for " + example.target().id(),
                        () -> assertThat(Lines.answer(example.line(), example.target()))
                                .isEqualTo(example.status() + ": " + example.output())));
    }

    @Test
    void mapsAHundredAndTenCommandsAndMore() {
        assertThat(Lines.MAPPING.data().entries().stream().flatMap(entry -> entry.names().stream()))
                .hasSizeGreaterThan(150)
                .doesNotHaveDuplicates();
        assertThat(Lines.MAPPING.data().entries().stream().filter(e -> e.mapped(Target.POWERSHELL)))
                .hasSizeGreaterThan(90);
    }

    @Test
    void namesNoKeyThatTheSchemaDoesNotDescribe() throws Exception {
        Set<String> described = properties("aliases.schema.json");
        for (Object item : (List<?>) read("aliases.json").get("commands")) {
            Map<?, ?> command = (Map<?, ?>) item;
            assertThat(described)
                    .containsAll(command.keySet().stream().map(String::valueOf).toList());
            assertThat(command.keySet()).anyMatch("summary"::equals).anyMatch("category"::equals);
        }
    }

    @Test
    void everyOptionOfARuleIsAnOptionOfItsCommand() {
        for (Entry entry : Lines.MAPPING.data().entries()) {
            List<String> known = entry.options().stream().map(o -> o.name()).toList();
            entry.rules().values().stream().flatMap(List::stream).forEach(rule -> {
                assertThat(known).as(entry.name()).containsAll(rule.require()).containsAll(rule.allow());
                assertThat(entry.destructive() && !rule.notes().isEmpty())
                        .as(entry.name())
                        .isFalse();
            });
        }
    }

    private static Set<String> properties(String schema) throws Exception {
        Map<?, ?> commands = (Map<?, ?>) ((Map<?, ?>) read(schema).get("properties")).get("commands");
        Map<?, ?> items = (Map<?, ?>) commands.get("items");
        return Set.copyOf(((Map<?, ?>) items.get("properties"))
                .keySet().stream().map(String::valueOf).toList());
    }

    private static Map<String, Object> read(String name) throws Exception {
        try (InputStream in = Entry.class.getResourceAsStream(name)) {
            return JsonReader.object(in);
        }
    }
}
