package dev.isaac.launcher.internal.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureConfigurationsTest {

    @Test
    void convertsValuesToTheTypesThatTheirKeysName() throws IOException {
        Dictionary<String, Object> properties = FeatureConfigurations.properties(
                "pid",
                Map.of(
                        "text",
                        "t",
                        "port:Integer",
                        8080L,
                        "big:Long",
                        5L,
                        "share:Double",
                        1L,
                        "on:Boolean",
                        "true",
                        "name:String",
                        7L,
                        "names",
                        List.of("a", "b"),
                        "one:String[]",
                        "x",
                        "numbers:Integer[]",
                        List.of(1L, 2L)));

        assertThat(properties.get("text")).isEqualTo("t");
        assertThat(properties.get("port")).isEqualTo(8080);
        assertThat(properties.get("big")).isEqualTo(5L);
        assertThat(properties.get("share")).isEqualTo(1.0);
        assertThat(properties.get("on")).isEqualTo(true);
        assertThat(properties.get("name")).isEqualTo("7");
        assertThat(properties.get("names")).isEqualTo(new String[] {"a", "b"});
        assertThat(properties.get("one")).isEqualTo(new String[] {"x"});
        assertThat(properties.get("numbers")).isEqualTo(List.of(1, 2));
    }

    @Test
    void refusesWhatItCannotConvertAndNamesIt() {
        assertThatIOException()
                .isThrownBy(() -> FeatureConfigurations.properties("pid", Map.of("port:Integer", "many")))
                .withMessageContaining("pid/port:Integer");
        assertThatIOException()
                .isThrownBy(() -> FeatureConfigurations.properties("pid", Map.of("x:Matrix", "1")))
                .withMessageContaining("Matrix");
        assertThatIOException()
                .isThrownBy(() -> FeatureConfigurations.properties("pid", Map.of("x", Map.of())))
                .withMessageContaining("is an object");
    }
}
