package dev.isaac.core.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.command.CommandException;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.command.spi.SettingDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsServiceTest {

    private final Path root;
    private final Path distribution;
    private final SettingsService settings;

    SettingsServiceTest(@TempDir Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("home"));
        distribution = folder.resolve("dist");
        Files.createDirectories(distribution.resolve("etc"));
        settings = new SettingsService(home(root, distribution));
        settings.addDefinition(new SettingDefinition("shell.color", "Colours", "auto", List.of("auto", "never")));
        settings.addDefinition(new SettingDefinition("shell.prompt", "Prompt", "$ ", List.of()));
    }

    public static IsaacHome home(Path root, Path distribution) {
        return new IsaacHome() {
            @Override
            public Path root() {
                return root;
            }

            @Override
            public Path folder(String name) {
                try {
                    return Files.createDirectories(root.resolve(name));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public Path process() {
                return folder("run/test");
            }

            @Override
            public Path distribution() {
                return distribution;
            }
        };
    }

    private String code(String key, String value) {
        CommandException e = catchThrowableOfType(CommandException.class, () -> settings.set(key, value));
        assertThat(e).isNotNull();
        return e.fault().code();
    }

    @Test
    void keepsWhatIsSet() throws Exception {
        assertThat(settings.get("shell.color")).contains("auto");
        settings.set("shell.color", "never");
        settings.set("shell.prompt", "> ");
        assertThat(settings.get("shell.color")).contains("never");
        assertThat(new SettingsService(home(root, distribution)).get("shell.prompt"))
                .contains("> ");
        assertThat(settings.all()).isEqualTo(Map.of("shell.color", "never", "shell.prompt", "> "));
        try (var files = Files.list(root)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(code("nothing", "x")).isEqualTo("config.unknown-key");
        assertThat(code("shell.color", "pink")).isEqualTo("config.bad-value");
        assertThat(settings.get("nothing")).isEmpty();
    }

    @Test
    void theDistributionGivesDefaultsAndPolicyLocks() throws Exception {
        Files.writeString(distribution.resolve("etc/config.json"), "{\"settings\":{\"shell.prompt\":\"# \"}}");
        settings.set("shell.color", "never");
        assertThat(settings.get("shell.prompt")).contains("# ");
        Files.writeString(root.resolve("policy.json"), "{\"settings\":{\"locked\":[\"shell.*\"]}}");
        assertThat(code("shell.color", "auto")).isEqualTo("config.locked");
        assertThat(settings.get("shell.color"))
                .as("what was set before the lock does not hold")
                .contains("auto");
        Files.writeString(root.resolve("policy.json"), "broken");
        assertThat(code("shell.prompt", "x")).as("an unreadable policy locks").isEqualTo("config.locked");
    }

    @Test
    void aFullDiskIsFound() {
        assertThat(new CoreHealth(root, System.getenv(), folder -> 1000).check())
                .filteredOn(finding -> finding.topic().equals("home"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.status()).isEqualTo(HealthCheck.Status.PROBLEM));
        assertThat(new CoreHealth(root, System.getenv(), folder -> 1_000_000_000).check())
                .allMatch(finding -> finding.status() == HealthCheck.Status.OK);
    }

    @Test
    void aDamagedFileIsNotOverwritten() throws Exception {
        Files.writeString(root.resolve("config.json"), "{broken");
        assertThat(settings.get("shell.color")).contains("auto");
        assertThat(code("shell.color", "never")).isEqualTo("config.not-written");
        assertThat(root.resolve("config.json")).hasContent("{broken");
        assertThat(new CoreHealth(root, System.getenv()).check())
                .extracting(HealthCheck.Finding::status)
                .contains(HealthCheck.Status.PROBLEM, HealthCheck.Status.OK);
        assertThat(new CoreHealth(root.resolve("none"), Map.of("PATH", "/nowhere")).check())
                .extracting(HealthCheck.Finding::status)
                .containsOnly(HealthCheck.Status.PROBLEM);
    }

    @Test
    void aValueOfAnotherFormIsRefusedAndTheHintSaysWhatItCanBe() throws Exception {
        settings.addDefinition(
                new SettingDefinition("shell.wait", "How long: 30m, 6h, or off", "6h", List.of(), "[0-9]+[mh]|off"));

        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> settings.set("shell.wait", "6 hours"))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("config.bad-value"))
                .satisfies(e -> assertThat(e.fault().hint()).isEqualTo("How long: 30m, 6h, or off."));
        assertThat(settings.get("shell.wait")).contains("6h");
        settings.set("shell.wait", "30m");
        assertThat(settings.get("shell.wait")).contains("30m");
    }
}
