package dev.isaac.marketplace.internal.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.isaac.command.Command;
import dev.isaac.command.CommandOutline;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Span;
import dev.isaac.command.spi.DeferredCommands;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.HealthCheck.Finding;
import dev.isaac.command.spi.HealthCheck.Status;
import dev.isaac.command.spi.LineTranslator;
import dev.isaac.command.spi.LineTranslator.Shell;
import dev.isaac.command.spi.LineTranslator.Translated;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestInvocation;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.trust.Digests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

class OnDemandFeaturesTest extends MarketplaceCase {

    private final List<String> lines = new ArrayList<>(List.of("isaac-features\t1"));

    @BeforeEach
    void makeFeatures() throws Exception {
        Files.createDirectories(distribution.resolve("features"));
        Files.createDirectories(distribution.resolve("bundles"));
    }

    private Path bundle(TestPlugin plugin) throws Exception {
        byte[] jar = plugin.jar();
        Path file = distribution.resolve("bundles").resolve(plugin.id + "-" + plugin.version + ".jar");
        Files.write(file, jar);
        lines.add(String.join(
                "\t",
                "bundle",
                plugin.id,
                String.valueOf(file.getFileName()),
                Integer.toString(jar.length),
                Digests.sha256(jar)));
        return file;
    }

    private void feature(String name) {
        lines.add("feature\t" + name);
    }

    private void command(String name) throws Exception {
        lines.add(String.join("\t", "command", name, "Parked", "Says more than the manifest", name + "s"));
        Files.write(distribution.resolve("features/on-demand.index"), lines);
    }

    private DeferredCommands deferred() throws Exception {
        return framework().service(DeferredCommands.class);
    }

    private CommandResult run(Command command) throws Exception {
        return command.execute(new TestInvocation(command.manifest(), folder));
    }

    private List<String> features() throws Exception {
        return Arrays.stream(framework().context().getBundles())
                .filter(bundle -> bundle.getLocation().startsWith("isaac:feature/"))
                .map(bundle -> bundle.getSymbolicName() + (bundle.getState() == Bundle.ACTIVE ? "" : " not active"))
                .sorted()
                .toList();
    }

    @Test
    void installsAFeatureAtTheFirstUseOfOneOfItsCommands() throws Exception {
        feature("parking");
        bundle(TestPlugin.of("garage", "1.0.0"));
        bundle(TestPlugin.of("parking", "2.0.0", "park it"));
        command("park it");

        assertThat(deferred().outlines())
                .containsExactly(
                        new CommandOutline("park it", List.of("park its"), "Parked", "Says more than the manifest"));
        Command parked = deferred().command("park it");
        assertThat(features()).isEmpty();

        assertThat(parked.unavailable()).isEmpty();
        assertThat(run(parked)).isEqualTo(CommandResult.text("2.0.0"));
        assertThat(parked.manifest().summary()).isEqualTo("Answer with the version");
        assertThat(features()).containsExactly("test.garage", "test.parking");
        assertThat(framework().commands()).containsExactly("park it 2.0.0");

        assertThatIllegalArgumentException().isThrownBy(() -> deferred().command("other"));
    }

    @Test
    void aTranslatorComesUpWithTheFirstForeignCommand() throws Exception {
        feature("parking");
        bundle(TestPlugin.of("parking", "1.0.0", "park it"));
        lines.add("translates\tanhalten\tparken");
        command("park it");
        ServiceReference<LineTranslator> reference =
                framework()
                        .context()
                        .getServiceReferences(LineTranslator.class, "(isaac.translator.names=parken)")
                        .stream()
                        .findFirst()
                        .orElseThrow();
        LineTranslator stand = framework().context().getService(reference);
        Node.Sequence line = new Node.Sequence(List.of(), Span.NONE);
        assertThat(features()).isEmpty();

        // The feature of this test registers none: nothing to say, but it was brought up for the answer.
        assertThat(stand.translate("parken", line, Shell.LINUX)).isEmpty();
        assertThat(features()).containsExactly("test.parking");

        // Where a real one is there, the gateway asks it without the stand-in.
        framework()
                .context()
                .registerService(
                        LineTranslator.class,
                        (text, tree, target) -> Optional.of(new Translated("park it", List.of())),
                        FrameworkUtil.asDictionary(Map.of(LineTranslator.NAMES, new String[] {"anhalten", "parken"})));
        assertThat(stand.translate("parken", line, Shell.LINUX)).isEmpty();
    }

    @Test
    void featuresShareBundles() throws Exception {
        feature("parking");
        Path shared = bundle(TestPlugin.of("garage", "1.0.0"));
        bundle(TestPlugin.of("parking", "1.0.0", "park it"));
        command("park it");
        feature("washing");
        lines.add(lines.stream()
                .filter(line -> line.contains("garage"))
                .findFirst()
                .orElseThrow());
        bundle(TestPlugin.of("washing", "1.0.0", "wash it"));
        command("wash it");

        run(deferred().command("park it"));
        Files.delete(shared);
        assertThat(run(deferred().command("wash it"))).isEqualTo(CommandResult.text("1.0.0"));
        assertThat(features()).containsExactly("test.garage", "test.parking", "test.washing");
    }

    @Test
    void aChangedFileIsNotStartedAndSaysWhyUntilItIsRight() throws Exception {
        feature("parking");
        bundle(TestPlugin.of("garage", "1.0.0"));
        Path jar = bundle(TestPlugin.of("parking", "1.0.0", "park it"));
        command("park it");
        byte[] good = Files.readAllBytes(jar);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(jar, bad);

        Command parked = deferred().command("park it");
        Fault fault = fault(() -> run(parked));
        assertThat(fault.code()).isEqualTo("feature.damaged");
        assertThat(fault.kind()).isEqualTo(FaultKind.VERIFICATION);
        assertThat(fault.message()).contains("parking-1.0.0.jar");
        assertThat(parked.unavailable().map(Fault::code)).contains("feature.damaged");
        assertThat(parked.manifest().summary()).isEqualTo("Says more than the manifest");
        assertThat(features()).isEmpty();

        Files.write(jar, Arrays.copyOf(good, good.length + 1));
        assertThat(code(() -> run(parked))).isEqualTo("feature.damaged");
        Files.delete(jar);
        assertThat(code(() -> run(parked))).isEqualTo("feature.missing");

        Files.write(jar, good);
        assertThat(run(parked)).isEqualTo(CommandResult.text("1.0.0"));
    }

    @Test
    void aFeatureThatDoesNotStartLeavesNothing() throws Exception {
        feature("parking");
        bundle(TestPlugin.of("garage", "1.0.0"));
        bundle(TestPlugin.of("parking", "1.0.0", "park it").behaving("throw"));
        command("park it");

        assertThat(code(() -> run(deferred().command("park it")))).isEqualTo("feature.start-failed");
        assertThat(features()).isEmpty();
    }

    @Test
    void aFeatureThatHangsIsGivenUp() throws Exception {
        startLimit = 300;
        feature("parking");
        bundle(TestPlugin.of("parking", "1.0.0", "park it").behaving("hang"));
        command("park it");

        assertThat(code(() -> run(deferred().command("park it")))).isEqualTo("feature.start-timeout");
    }

    @Test
    void aCommandThatDoesNotComeUpIsNamed() throws Exception {
        feature("parking");
        bundle(TestPlugin.of("parking", "1.0.0", "park it"));
        command("wash it");

        assertThat(code(() -> run(deferred().command("wash it")))).isEqualTo("feature.command-missing");
    }

    @Test
    void pluginsAndFeaturesStandBesideEachOther() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha")).write();
        feature("parking");
        bundle(TestPlugin.of("parking", "1.0.0", "park it"));
        command("park it");
        install("alpha");

        run(deferred().command("park it"));
        uninstall(false, "alpha");
        assertThat(framework().commands()).containsExactly("park it 1.0.0");
    }

    @Test
    void anIndexThatCannotBeReadIsToldByTheDoctor() throws Exception {
        Files.writeString(distribution.resolve("features/on-demand.index"), "isaac-features\t2\n");

        assertThat(deferred().outlines()).isEmpty();
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.status()).isEqualTo(Status.PROBLEM);
            assertThat(finding.message()).contains("on-demand.index");
        });
        for (String wrong : List.of(
                "bundle\ta\ta.jar\t1\tx",
                "feature\tf\nbundle\ta\t../a.jar\t1\t" + "0".repeat(64),
                "feature\tf\nbundle\ta\ta.jar\t-1\t" + "0".repeat(64),
                "feature\tf\nbundle\ta\ta.jar\t1\t" + "0".repeat(63),
                "feature\tf\ncommand\tonly a name",
                "something\telse")) {
            Path index = distribution.resolve("features/on-demand.index");
            Files.writeString(index, "isaac-features\t1\n" + wrong + "\n");
            assertThatIOException().as(wrong).isThrownBy(() -> FeatureIndex.read(index));
        }
    }

    @Test
    void aFileThatIsMissingIsToldByTheDoctor() throws Exception {
        feature("parking");
        Path jar = bundle(TestPlugin.of("parking", "1.0.0", "park it"));
        command("park it");
        assertThat(findings()).singleElement().extracting(Finding::status).isEqualTo(Status.OK);

        Files.delete(jar);
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.status()).isEqualTo(Status.PROBLEM);
            assertThat(finding.message()).contains("parking-1.0.0.jar");
        });
    }

    private List<Finding> findings() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (ServiceReference<HealthCheck> reference :
                framework().context().getServiceReferences(HealthCheck.class, null)) {
            HealthCheck check = framework().context().getService(reference);
            if (check instanceof FeatureHealth) {
                findings.addAll(check.check());
            }
        }
        return findings;
    }
}
