package dev.isaac.marketplace.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.NewRegistry;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.TrustAnchor;
import dev.isaac.marketplace.internal.commands.InstallCommand;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestInvocation;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.marketplace.testing.TestRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class PackageInstallTest extends MarketplaceCase {

    /** A package with everything that a registry has. */
    private Path pack(TestRegistry of, String name, String plugins) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Isaac-Package-Format", "1");
        manifest.getMainAttributes().putValue("Isaac-Package-Plugins", plugins);
        Path file = folder.resolve(name);
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream out = new JarOutputStream(bytes, manifest);
                Stream<Path> files = Files.walk(of.folder())) {
            for (Path one : files.filter(Files::isRegularFile).sorted().toList()) {
                String entry = of.folder().relativize(one).toString();
                if (!entry.equals("root.json")) {
                    out.putNextEntry(new ZipEntry(entry));
                    Files.copy(one, out);
                }
            }
        }
        return file;
    }

    /** From now on the registry's own place is out of reach. */
    private void cutOff() throws IOException {
        Files.move(registry.folder().resolve("metadata"), folder.resolve("metadata-out-of-reach"));
        Files.move(registry.folder().resolve("targets"), folder.resolve("targets-out-of-reach"));
    }

    private static PlanRequest from(Path file, String... plugins) throws Exception {
        List<PluginSelector> wanted = new ArrayList<>();
        for (String plugin : plugins) {
            wanted.add(PluginSelector.parse(plugin));
        }
        return new PlanRequest.InstallFrom(file, wanted);
    }

    private String refusal(Path file, String... plugins) {
        return code(() -> marketplace().plan(from(file, plugins), progress));
    }

    @Test
    void installsWhatThePackageWasMadeForAndWhatThatNeeds() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta").needing("alpha", "[1.0,2)"))
                .write();
        Path file = pack(registry, "beta.isaac", "beta@1.0.0");
        cutOff();

        List<InstalledPlugin> installed = apply(marketplace().plan(from(file), progress));

        assertThat(installed).extracting(plugin -> plugin.id().value()).containsExactly("alpha", "beta");
        assertThat(installed).allSatisfy(plugin -> assertThat(plugin.registry()).isEqualTo("isaac"));
        assertThat(framework().commands()).containsExactly("alpha 1.0.0", "beta 1.0.0");
        assertThat(marketplace().verify(Optional.of(PluginId.of("beta")), progress))
                .singleElement()
                .satisfies(verified -> assertThat(verified.problem()).isEmpty());
        restart();
        assertThat(framework().commands()).containsExactly("alpha 1.0.0", "beta 1.0.0");
    }

    @Test
    void installsWhatIsNamed() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha"))
                .publish(TestPlugin.of("alpha", "1.1.0", "alpha"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta"))
                .write();
        Path file = pack(registry, "all.isaac", "beta@1.0.0");
        cutOff();

        assertThat(apply(marketplace().plan(from(file, "alpha@1.0.0"), progress)))
                .singleElement()
                .satisfies(plugin -> assertThat(plugin.version()).hasToString("1.0.0"));
        assertThat(refusal(file, "gamma")).isEqualTo("plugin.not-found");
    }

    @Test
    void theCommandAsksBeforeItInstallsWhatNobodyNamed() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha")).write();
        Path file = pack(registry, "alpha.isaac", "alpha@1.0.0");
        InstallCommand install = new InstallCommand(marketplace());
        TestInvocation call = new TestInvocation(install.manifest(), folder).with("from", "alpha.isaac");
        call.agrees = false;

        assertThat(code(() -> install.execute(call))).isEqualTo("command.declined");
        assertThat(call.asked).hasSize(1);
        assertThat(framework().commands()).isEmpty();

        call.agrees = true;
        install.execute(call);
        assertThat(framework().commands()).containsExactly("alpha 1.0.0");
        assertThat(code(() -> install.execute(new TestInvocation(install.manifest(), folder))))
                .isEqualTo("marketplace.nothing-named");
        assertThat(file).exists();
    }

    @Test
    void anOlderStateThanWhatIsKnownIsRefused() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha")).write();
        Path older = pack(registry, "older.isaac", "alpha@1.0.0");
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha")).write();
        Path newer = pack(registry, "newer.isaac", "alpha@1.1.0");
        cutOff();

        apply(marketplace().plan(from(newer), progress));

        assertThat(refusal(older, "alpha@1.0.0")).isEqualTo("trust.rollback");
        restart();
        assertThat(refusal(older, "alpha@1.0.0")).isEqualTo("trust.rollback");
    }

    @Test
    void whatHasExpiredIsRefused() throws Exception {
        registry.expiring("2020-01-01T00:00:00Z")
                .publish(TestPlugin.of("alpha", "1.0.0", "alpha"))
                .write();

        assertThat(refusal(pack(registry, "old.isaac", "alpha@1.0.0"))).isEqualTo("trust.expired");
    }

    @Test
    void aPackageOfAnotherRegistryIsRefused() throws Exception {
        registry.write();
        TestRegistry other = new TestRegistry(folder.resolve("other"));
        other.publish(TestPlugin.of("alpha", "1.0.0", "alpha")).write();

        Fault fault = fault(() -> marketplace().plan(from(pack(other, "o.isaac", "alpha@1.0.0")), progress));

        assertThat(fault.code()).isEqualTo("package.unknown-registry");
        assertThat(fault.kind()).isEqualTo(FaultKind.VERIFICATION);
    }

    @Test
    void aNameThatIsMappedToAnotherRegistryDoesNotComeFromAPackage() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha")).write();
        Path file = pack(registry, "alpha.isaac", "alpha@1.0.0");
        TestRegistry other = new TestRegistry(folder.resolve("other"));
        other.write();
        marketplace()
                .addRegistry(
                        new NewRegistry(
                                "other",
                                other.folder().toString(),
                                new TrustAnchor.OfFile(other.rootFile()),
                                List.of("alpha")),
                        progress);

        assertThat(refusal(file)).isEqualTo("plugin.not-found");
    }

    @Test
    void thePolicyHoldsForPackages() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha")).write();
        Path file = pack(registry, "alpha.isaac", "alpha@1.0.0");
        Files.writeString(home.resolve("policy.json"), "{\"marketplace\":{\"registries\":[\"none\"]}}");

        assertThat(refusal(file)).isEqualTo("policy.refused");
    }

    @Test
    void aChangedFileInThePackageIsRefused() throws Exception {
        TestPlugin alpha = TestPlugin.of("alpha", "1.0.0", "alpha");
        registry.publish(alpha).write();
        Path jar = registry.jarFile(alpha);
        byte[] bytes = Files.readAllBytes(jar);
        bytes[bytes.length / 2] ^= 1;
        Files.write(jar, bytes);
        Path file = pack(registry, "alpha.isaac", "alpha@1.0.0");

        assertThat(code(() -> apply(marketplace().plan(from(file), progress)))).isEqualTo("plugin.tampered");
        assertThat(framework().plugins()).isEmpty();
    }

    @Test
    void whatIsNoPackageIsRefused() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha")).write();
        Path file = pack(registry, "alpha.isaac", "");
        assertThat(refusal(file)).isEqualTo("package.names-nothing");
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        assertThat(refusal(file)).startsWith("archive.");
        assertThat(refusal(folder.resolve("absent.isaac"))).isEqualTo("package.missing");
        Path jar = Files.write(
                folder.resolve("plugin.jar"), TestPlugin.of("alpha", "1.0.0").jar());
        assertThat(refusal(jar)).isEqualTo("trust.malformed");
    }

    @Test
    void aRegistryOutOfReachIsAddedWithAPackageOfIt() throws Exception {
        registry.write();
        TestRegistry far = new TestRegistry(folder.resolve("far"));
        far.publish(TestPlugin.of("alpha", "1.0.0", "alpha")).write();
        Path file = pack(far, "far.isaac", "alpha@1.0.0");
        String nowhere = "http://127.0.0.1:1/registry";

        assertThat(code(() -> marketplace()
                        .addRegistry(
                                new NewRegistry("far", nowhere, new TrustAnchor.OfFile(far.rootFile()), List.of()),
                                progress)))
                .isEqualTo("registry.unreachable");
        marketplace()
                .addRegistry(
                        new NewRegistry(
                                "far",
                                nowhere,
                                new TrustAnchor.OfFile(far.rootFile()),
                                List.of(),
                                Optional.empty(),
                                Optional.of(file)),
                        progress);
        apply(marketplace().plan(from(file), progress));

        assertThat(marketplace().installed()).singleElement().satisfies(plugin -> assertThat(plugin.registry())
                .isEqualTo("far"));
        assertThat(code(() -> marketplace()
                        .addRegistry(
                                new NewRegistry(
                                        "wrong",
                                        nowhere,
                                        new TrustAnchor.OfFile(registry.rootFile()),
                                        List.of(),
                                        Optional.empty(),
                                        Optional.of(pack(far, "f.isaac", ""))),
                                progress)))
                .startsWith("trust.");
    }
}
