package dev.isaac.testing.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.RuntimeOptions;
import dev.isaac.launcher.RuntimeOptions.Mode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;

/** What the framework exports, and which bundles of the host run. */
class HostBundlesTest {

    private static final String CONFIGURATION = "org.apache.felix.configadmin";
    private static final String EVENTS = "org.apache.felix.eventadmin";

    @TempDir
    private static Path shared;

    private static Path distribution;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeDistribution() throws Exception {
        distribution = ProbeDistribution.withoutGuard(shared);
    }

    private IsaacRuntime start(Mode mode) throws Exception {
        return IsaacRuntime.start(
                RuntimeOptions.of(folder.resolve("home"), distribution).withMode(mode));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void exportsEveryPackageOfThePlatform(Mode mode) throws Exception {
        Set<String> platform = ModuleLayer.boot().modules().stream()
                .flatMap(module -> module.getDescriptor().exports().stream())
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .collect(Collectors.toSet());
        try (IsaacRuntime runtime = start(mode)) {
            Bundle framework = runtime.context().getBundle(0);
            Set<String> exported =
                    framework
                            .adapt(BundleRevision.class)
                            .getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
                            .stream()
                            .map(capability -> capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                            .map(String::valueOf)
                            .collect(Collectors.toSet());
            assertThat(platform).hasSizeGreaterThan(50);
            assertThat(exported)
                    .containsAll(platform)
                    .contains("org.osgi.framework", "org.osgi.framework.wiring", "org.osgi.util.tracker")
                    .doesNotContain("sun.misc.nowhere", "jdk.internal.misc");
        }
    }

    /** A bundle with nothing but API in it costs a start as much as any other. */
    @Test
    void exportsStandardApiItselfWhereClassesComeFromTheClassPath() throws Exception {
        try (IsaacRuntime runtime = start(Mode.CLASS_PATH)) {
            assertThat(names(runtime)).contains("org.apache.felix.scr").noneMatch(name -> name.startsWith("org.osgi."));
            install(runtime, "Import-Package: org.osgi.util.promise;version=\"[1.1,2)\",org.osgi.service.log\n")
                    .start();
        }
        try (IsaacRuntime runtime = start(Mode.BUNDLES)) {
            assertThat(names(runtime)).contains("org.osgi.util.promise");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Import-Package: org.osgi.service.event;version=\"[1.3,2)\"\n",
                "Import-Package: org.osgi.service.event;resolution:=optional\n",
                "DynamicImport-Package: org.osgi.service.*\n",
                "Require-Capability: osgi.service;filter:=\"(objectClass=org.osgi.service.event.EventAdmin)\";effective:=active\n"
            })
    void startsTheEventServiceForTheFirstWhoCanUseIt(String header) throws Exception {
        try (IsaacRuntime runtime = start(Mode.CLASS_PATH)) {
            install(runtime, "Import-Package: org.osgi.framework\n").start();
            assertThat(state(runtime, EVENTS)).isEqualTo(Bundle.RESOLVED);

            installAt(runtime, "file:user", "org.example.user", header).start();

            assertThat(state(runtime, EVENTS)).isEqualTo(Bundle.ACTIVE);
            assertThat(runtime.context().getServiceReference("org.osgi.service.event.EventAdmin"))
                    .isNotNull();
        }
    }

    @Test
    void startsConfigurationAdminForTheFirstWhoImportsIt() throws Exception {
        try (IsaacRuntime runtime = start(Mode.CLASS_PATH)) {
            assertThat(state(runtime, CONFIGURATION)).isEqualTo(Bundle.RESOLVED);

            install(runtime, "Import-Package: org.osgi.service.cm\n").start();

            assertThat(state(runtime, CONFIGURATION)).isEqualTo(Bundle.ACTIVE);
            assertThat(state(runtime, EVENTS)).isEqualTo(Bundle.RESOLVED);
        }
    }

    @Test
    void startsBothAtOnceInAnApplicationAndWhereFeaturesAreConfigured() throws Exception {
        try (IsaacRuntime runtime = start(Mode.BUNDLES)) {
            assertThat(state(runtime, CONFIGURATION)).isEqualTo(Bundle.ACTIVE);
            assertThat(state(runtime, EVENTS)).isEqualTo(Bundle.ACTIVE);
        }
        Path configured = ProbeDistribution.withProbeAsFeature(folder);
        RuntimeOptions options =
                RuntimeOptions.of(folder.resolve("home"), configured).withMode(Mode.CLASS_PATH);
        try (IsaacRuntime runtime = IsaacRuntime.start(options)) {
            assertThat(state(runtime, CONFIGURATION)).isEqualTo(Bundle.ACTIVE);
            assertThat(state(runtime, EVENTS)).isEqualTo(Bundle.ACTIVE);
        }
    }

    private static Set<String> names(IsaacRuntime runtime) {
        return Stream.of(runtime.context().getBundles())
                .map(Bundle::getSymbolicName)
                .collect(Collectors.toSet());
    }

    private static int state(IsaacRuntime runtime, String name) {
        return Stream.of(runtime.context().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow()
                .getState();
    }

    private static Bundle install(IsaacRuntime runtime, String header) throws Exception {
        return installAt(runtime, "file:other", "org.example.other", header);
    }

    private static Bundle installAt(IsaacRuntime runtime, String location, String name, String header)
            throws Exception {
        return runtime.context().installBundle(location, new ByteArrayInputStream(jar(name, header)));
    }

    private static byte[] jar(String name, String header) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            // One header to a line of up to 72 bytes; longer ones go on after a blank.
            String manifest = "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: " + name + "\n"
                    + fold(header);
            out.write(manifest.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static String fold(String header) {
        StringBuilder folded = new StringBuilder();
        String rest = header.strip();
        while (rest.length() > 70) {
            folded.append(rest, 0, 70).append("\n ");
            rest = rest.substring(70);
        }
        return folded.append(rest).append('\n').toString();
    }
}
