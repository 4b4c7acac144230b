package dev.isaac.testing.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.isaac.command.spi.EntryPoint;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.LaunchException;
import dev.isaac.launcher.RuntimeOptions;
import dev.isaac.launcher.RuntimeOptions.Mode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleWiring;

class RuntimeTest {

    @TempDir
    private static Path shared;

    private static Path distribution;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeDistribution() throws Exception {
        distribution = ProbeDistribution.withProbeInHost(shared);
    }

    private RuntimeOptions options(Mode mode) {
        return RuntimeOptions.of(folder.resolve("home"), distribution).withMode(mode);
    }

    private static String say(IsaacRuntime runtime, String... words) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EntryPoint entry = runtime.service(EntryPoint.class).orElseThrow();
        int code = entry.run(List.of(words), InputStream.nullInputStream(), out, OutputStream.nullOutputStream());
        assertThat(code).isZero();
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private static Bundle bundle(IsaacRuntime runtime, String name) {
        return Stream.of(runtime.context().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void servesACommandThroughInjectedComponents(Mode mode) throws Exception {
        try (IsaacRuntime runtime = IsaacRuntime.start(options(mode))) {
            assertThat(say(runtime, "greet", "you")).isEqualTo("hello you");
            assertThat(runtime.services(EntryPoint.class)).hasSize(1);
            assertThat(runtime.service(IsaacHome.class)).contains(runtime.home());
            assertThat(bundle(runtime, "dev.isaac.testing.probe").getVersion()).isEqualTo(new Version(1, 0, 0));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void startsTheHostButNotWhatOnlyAPromptNeeds(Mode mode) throws Exception {
        try (IsaacRuntime runtime = IsaacRuntime.start(options(mode))) {
            assertThat(bundle(runtime, "org.apache.felix.scr").getState()).isEqualTo(Bundle.ACTIVE);
            assertThat(bundle(runtime, "org.apache.felix.gogo.runtime").getState())
                    .isNotEqualTo(Bundle.ACTIVE);
        }
        try (IsaacRuntime runtime = IsaacRuntime.start(options(mode).withStartLevel(20))) {
            assertThat(bundle(runtime, "org.apache.felix.gogo.runtime").getState())
                    .isEqualTo(Bundle.ACTIVE);
            assertThat(bundle(runtime, "org.jline").getState()).isEqualTo(Bundle.ACTIVE);
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void letsNoBundleExtendTheFramework(Mode mode) throws Exception {
        try (IsaacRuntime runtime = IsaacRuntime.start(options(mode))) {
            byte[] extension = bundle("Fragment-Host: system.bundle;extension:=framework\n");
            assertThatExceptionOfType(BundleException.class).isThrownBy(() -> runtime.context()
                    .installBundle("file:extension", new ByteArrayInputStream(extension)));
            assertThat(runtime.context().getBundle("file:extension")).isNull();
        }
    }

    private static byte[] bundle(String headers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            out.write(("Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: org.example.one\n"
                            + headers)
                    .getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        return bytes.toByteArray();
    }

    @Test
    void takesHostClassesFromTheClassPathOrFromBundles() throws Exception {
        try (IsaacRuntime connected = IsaacRuntime.start(options(Mode.CLASS_PATH));
                IsaacRuntime installed = IsaacRuntime.start(options(Mode.BUNDLES))) {
            ClassLoader ours = RuntimeTest.class.getClassLoader();
            assertThat(loader(connected)).isSameAs(ours);
            assertThat(loader(installed)).isNotSameAs(ours);
            assertThat(loader(installed).loadClass(EntryPoint.class.getName())).isSameAs(EntryPoint.class);
        }
    }

    private static ClassLoader loader(IsaacRuntime runtime) {
        return bundle(runtime, "dev.isaac.testing.probe")
                .adapt(BundleWiring.class)
                .getClassLoader();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void installsAndConfiguresTheBundlesOfFeatures(Mode mode) throws Exception {
        Path withFeature = ProbeDistribution.withProbeAsFeature(folder);
        RuntimeOptions options =
                RuntimeOptions.of(folder.resolve("home"), withFeature).withMode(mode);
        try (IsaacRuntime runtime = IsaacRuntime.start(options)) {
            Bundle probe = bundle(runtime, "dev.isaac.testing.probe");
            assertThat(probe.getLocation()).isEqualTo("isaac:feature/dev.isaac.testing.probe");
            assertThat(loader(runtime)).isNotSameAs(RuntimeTest.class.getClassLoader());
            assertThat(say(runtime, "greet", "you")).isEqualTo("configured you");
            assertThat(say(runtime, "self")).startsWith("dev.isaac.testing.probe [");
        }
    }

    @Test
    void refusesADistributionThatLacksABundleAndLeavesNothingRunning() throws Exception {
        Path broken = ProbeDistribution.withProbeAsFeature(folder);
        Files.delete(broken.resolve("bundles/dev.isaac.testing.probe-1.0.0.jar"));

        refuses(broken, "launcher.distribution-damaged");
        refuses(folder.resolve("nowhere"), "launcher.distribution-damaged");
        Files.writeString(broken.resolve("features/probe.json"), "{");
        refuses(broken, "launcher.distribution-damaged");
        assertThat(folder.resolve("home/run")).isDirectoryNotContaining(path -> Files.isDirectory(path));
    }

    private void refuses(Path broken, String code) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> IsaacRuntime.start(RuntimeOptions.of(folder.resolve("home"), broken))
                        .close())
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo(code));
    }

    @Test
    void runsTwiceOnOneHomeAndRemovesOnlyItsOwnFolder() throws Exception {
        try (IsaacRuntime first = IsaacRuntime.start(options(Mode.BUNDLES))) {
            IsaacRuntime second = IsaacRuntime.start(options(Mode.BUNDLES));
            assertThat(say(second, "greet", "two")).isEqualTo("hello two");
            second.close();

            assertThat(second.home().process()).doesNotExist();
            assertThat(first.home().process()).isDirectory();
            assertThat(say(first, "greet", "one")).isEqualTo("hello one");
        }
    }

    @Test
    void isClosedOnceAndThenRefusesWork() throws Exception {
        IsaacRuntime runtime = IsaacRuntime.start(options(Mode.BUNDLES));
        runtime.close();
        runtime.close();

        assertThatIllegalStateException().isThrownBy(() -> runtime.execute("version"));
        assertThatIllegalStateException().isThrownBy(() -> runtime.service(EntryPoint.class));
        assertThatIllegalStateException().isThrownBy(runtime::context);
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
        IsaacRuntime.start(options(Mode.BUNDLES)).close();

        List<Thread> left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && !thread.isDaemon())
                .toList();
        for (Thread thread : left) {
            thread.join(5_000);
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }
}
