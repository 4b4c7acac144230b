package dev.isaac.testing.container;

import dev.isaac.launcher.internal.host.HostAssembly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A copy of the built distribution in which the probe takes the place of the shell. */
final class ProbeDistribution {

    private static final String SHELL = "dev.isaac:dev.isaac.shell:1.0.0";
    private static final String PROBE = "dev.isaac:dev.isaac.testing.probe:1.0.0";
    private static final String PROBE_JAR = "dev.isaac.testing.probe-1.0.0.jar";

    private ProbeDistribution() {}

    /** Makes it with the probe as a host bundle. */
    static Path withProbeInHost(Path folder) throws IOException {
        Path distribution = copy(folder);
        Path host = distribution.resolve("features/host.json");
        String feature = Files.readString(host);
        if (!feature.contains(SHELL)) {
            throw new IllegalStateException("the host feature does not name " + SHELL);
        }
        Files.writeString(host, feature.replace(SHELL, PROBE));
        Files.copy(probe(), distribution.resolve("lib").resolve(PROBE_JAR), StandardCopyOption.COPY_ATTRIBUTES);
        HostAssembly.assemble(distribution);
        return distribution;
    }

    /** Makes it with the probe as a host bundle and without the marketplace, whose guard admits no bundles but its own. */
    static Path withoutGuard(Path folder) throws IOException {
        Path distribution = withProbeInHost(folder);
        Path host = distribution.resolve("features/host.json");
        String feature = Files.readString(host);
        String fewer = feature.replaceAll("[^\n]*dev\\.isaac\\.marketplace:[^\n]*\n", "");
        if (fewer.equals(feature)) {
            throw new IllegalStateException("the host feature does not name the marketplace");
        }
        Files.writeString(host, fewer);
        HostAssembly.assemble(distribution);
        return distribution;
    }

    /** Makes it with the probe as an installed bundle of a feature that configures it. */
    static Path withProbeAsFeature(Path folder) throws IOException {
        Path distribution = copy(folder);
        Path host = distribution.resolve("features/host.json");
        Files.writeString(host, Files.readString(host).replaceAll("[^\n]*" + SHELL + "[^\n]*\n", ""));
        Files.createDirectories(distribution.resolve("bundles"));
        Files.copy(probe(), distribution.resolve("bundles").resolve(PROBE_JAR));
        Files.writeString(
                distribution.resolve("features/probe.json"),
                "{\"id\":\"dev.isaac:probe:1.0.0\",\"bundles\":[{\"id\":\"" + PROBE + "\",\"start-order\":9}],"
                        + "\"configurations\":{\"dev.isaac.testing.probe\":{\"greeting\":\"configured\"}}}");
        HostAssembly.assemble(distribution);
        return distribution;
    }

    private static Path probe() {
        return Path.of(System.getProperty("isaac.test.probe"));
    }

    private static Path copy(Path folder) throws IOException {
        Path source = Path.of(System.getProperty("isaac.test.distribution")).normalize();
        Path target = folder.resolve("isaac");
        try (Stream<Path> files = Files.walk(source)) {
            files.filter(file ->
                            !file.startsWith(source.resolve("cache")) && !file.startsWith(source.resolve("registry")))
                    .forEach(file -> copy(file, target.resolve(source.relativize(file))));
        }
        return target;
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
