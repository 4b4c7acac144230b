package dev.isaac.launcher.internal.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.isaac.launcher.internal.feature.Feature.FeatureBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureReaderTest {

    @TempDir
    private Path folder;

    private Feature read(String json) throws IOException {
        Path file = folder.resolve("feature.json");
        Files.writeString(file, json);
        return FeatureReader.read(file);
    }

    @Test
    void readsBundlesAndConfigurations() throws IOException {
        Feature feature = read("""
                {
                  // comments are allowed
                  "id": "acme:tools:1.0.0",
                  "bundles": [
                    { "id": "acme:one:1.2.3", "start-order": 5, "isaac-library": true },
                    "acme:two:2.0.0"
                  ],
                  "configurations": { "acme.one": { "port:Integer": 8080, "on": true, "names": ["a", "b"], "none": null } },
                  "unknown": { "ignored": 1.5 }
                }
                """);

        assertThat(feature.id()).isEqualTo("acme:tools:1.0.0");
        assertThat(feature.bundles())
                .containsExactly(
                        new FeatureBundle("one", "1.2.3", 5, true), new FeatureBundle("two", "2.0.0", 10, false));
        assertThat(feature.bundles().get(0).fileName()).isEqualTo("one-1.2.3.jar");
        assertThat(feature.configurations())
                .isEqualTo(Map.of("acme.one", Map.of("port:Integer", 8080L, "on", true, "names", List.of("a", "b"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|empty",
                "[]|the feature is not an object",
                "{}|id is missing",
                "{\"id\":\"a:b:1\"} {}|behind the end",
                "{\"id\":\"a:b:1\",\"id\":\"a:b:2\"}|Duplicate field",
                "{\"id\":\"a:b:1\",\"bundles\":{}}|bundles is not an array",
                "{\"id\":\"a:b:1\",\"bundles\":[\"a:b\"]}|not group:artifact:version",
                "{\"id\":\"a:b:1\",\"bundles\":[\"a:../b:1\"]}|not group:artifact:version",
                "{\"id\":\"a:b:1\",\"bundles\":[{\"id\":\"a:b:1\",\"start-order\":0}]}|start-order",
                "{\"id\":\"a:b:1\",\"configurations\":{\"p\":1}}|configuration p is not an object",
                "{\"id\":\"a:b:1\"|Unexpected end",
            })
    void refusesWhatIsNoFeatureAndNamesTheFile(String json, String reason) {
        assertThatIOException()
                .isThrownBy(() -> read(json))
                .withMessageContaining("feature.json")
                .withMessageContaining(reason);
    }
}
