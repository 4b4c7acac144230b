package dev.isaac.marketplace.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.HealthCheck.Finding;
import dev.isaac.command.spi.HealthCheck.Status;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

/** What {@code doctor} learns of the registries. */
class RegistryHealthTest extends MarketplaceCase {

    private List<Finding> findings() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (ServiceReference<HealthCheck> reference :
                framework().context().getServiceReferences(HealthCheck.class, null)) {
            findings.addAll(framework().context().getService(reference).check());
        }
        return findings.stream()
                .filter(finding -> finding.topic().startsWith("regist"))
                .toList();
    }

    private Finding finding() throws Exception {
        assertThat(findings()).hasSize(1);
        return findings().get(0);
    }

    private static void deleteAll(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void soundRegistryIsSoUntilItsFirstDocumentExpires() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0")).write();

        assertThat(finding().topic()).isEqualTo("registry isaac");
        assertThat(finding().status()).isEqualTo(Status.OK);
        assertThat(finding().message()).contains("valid until 2099-01-01T00:00:00Z");
    }

    @Test
    void lookingChangesNothing() throws Exception {
        registry.write();

        assertThat(finding().status()).isEqualTo(Status.OK);
        assertThat(files("")).isEmpty();
    }

    @Test
    void emptyRegistryIsNamedWithItsFolder() throws Exception {
        registry.write();
        deleteAll(distribution.resolve("registry/metadata"));

        assertThat(finding().status()).isEqualTo(Status.PROBLEM);
        assertThat(finding().message())
                .contains("(registry.empty)")
                .contains("at " + distribution.resolve("registry") + ":");
        assertThat(finding().hint()).isNotBlank();
    }

    @Test
    void garbageIsNamed() throws Exception {
        registry.write();
        Files.writeString(distribution.resolve("registry/metadata/timestamp.json"), "garbage");

        assertThat(finding().status()).isEqualTo(Status.PROBLEM);
        assertThat(finding().message()).contains("(trust.malformed)");
    }

    @Test
    void expiredRegistryIsNamed() throws Exception {
        registry.expiring("2020-01-01T00:00:00Z").write();

        assertThat(finding().message()).contains("(trust.expired)");
    }

    @Test
    void unreachableRegistryIsNamed() throws Exception {
        registry.write();
        Files.writeString(distribution.resolve("etc/registries.json"), """
                {"format":1,"registries":[{"name":"gone","location":"nowhere","root":"registry/root.json"}]}
                """);

        assertThat(finding().topic()).isEqualTo("registry gone");
        assertThat(finding().message()).contains("(registry.unreachable)");
    }

    @Test
    void unreadableRootIsNamed() throws Exception {
        registry.write();
        Files.delete(distribution.resolve("registry/root.json"));

        assertThat(finding().message()).contains("(registry.bad-root)");
    }

    @Test
    void unreadableListIsNamed() throws Exception {
        registry.write();
        Files.writeString(home.resolve("registries.json"), "{");

        assertThat(finding().topic()).isEqualTo("registries");
        assertThat(finding().message()).contains("(registry.config-unreadable)");
    }

    @Test
    void noRegistryIsAWarning() throws Exception {
        Files.delete(distribution.resolve("etc/registries.json"));

        assertThat(finding().status()).isEqualTo(Status.WARNING);
    }
}
