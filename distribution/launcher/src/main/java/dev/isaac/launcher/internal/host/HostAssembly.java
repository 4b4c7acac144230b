package dev.isaac.launcher.internal.host;

import dev.isaac.launcher.internal.feature.Feature;
import dev.isaac.launcher.internal.feature.Feature.FeatureBundle;
import dev.isaac.launcher.internal.feature.FeatureReader;
import dev.isaac.launcher.internal.feature.OnDemandIndex;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Finishes a distribution whose jars and features are in place: writes {@code lib/host.index}, the index of what is
 * installed on demand, and {@code lib/isaac.jar}, the one jar that the start script names. That jar lists the others in a fixed order, which class-data sharing needs,
 * and registers the services that hold for a process of our own but not for an application that embeds us.
 */
public final class HostAssembly {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0, 0);

    private HostAssembly() {}

    /** Takes the folder that a build made, and the one in which the distribution is used. */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("expected two folders: what was built, and where it is used");
        }
        Path fresh = Path.of(arguments[0]);
        assemble(fresh);
        Renewal.renew(fresh, Path.of(arguments[1]));
    }

    /**
     * Finishes the distribution in a folder.
     *
     * @throws IOException when a jar of the host feature is missing, or {@code lib} holds one that nobody names
     */
    public static void assemble(Path distribution) throws IOException {
        Path lib = distribution.resolve("lib");
        Feature host = FeatureReader.read(distribution.resolve("features/host.json"));
        List<HostBundle> bundles = scan(lib, host);
        Set<String> imported = new HashSet<>();
        for (HostBundle bundle : bundles) {
            PackageHeader.parse(bundle.headers().get("Import-Package"))
                    .forEach(clause -> imported.addAll(clause.packages()));
        }
        for (Path jar : OnDemandIndex.write(distribution)) {
            PackageHeader.parse(
                            HostIndex.scan(jar, Feature.DEFAULT_LEVEL).headers().get("Import-Package"))
                    .forEach(clause -> imported.addAll(clause.packages()));
        }
        for (FeatureBundle bundle : host.bundles()) {
            if (bundle.library()) {
                HostJar.fit(lib.resolve(bundle.fileName()), imported);
                HostJar.requireExports(lib.resolve(bundle.fileName()), imported);
            }
        }
        bundles = scan(lib, host);
        HostIndex.write(lib.resolve("host.index"), bundles);
        writeClassPath(lib);
    }

    private static List<HostBundle> scan(Path lib, Feature host) throws IOException {
        List<HostBundle> bundles = new ArrayList<>();
        for (FeatureBundle bundle : host.bundles()) {
            bundles.add(HostIndex.scan(lib.resolve(bundle.fileName()), bundle.startLevel()));
        }
        return bundles;
    }

    private static void writeClassPath(Path lib) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(lib)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar") && !name.equals("isaac.jar"))
                    .forEach(names::add);
        }
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "dev.isaac.launcher.Main");
        main.putValue("Enable-Native-Access", "ALL-UNNAMED"); // for the terminal; newer JDKs warn without it
        main.put(Attributes.Name.CLASS_PATH, String.join(" ", names));
        try (OutputStream file = Files.newOutputStream(lib.resolve("isaac.jar"));
                ZipOutputStream jar = new ZipOutputStream(file)) {
            entry(jar, JarFile.MANIFEST_NAME);
            manifest.write(jar);
            service(jar, "java.lang.System$LoggerFinder", "dev.isaac.launcher.internal.log.FileLoggerFinder");
            service(
                    jar,
                    "org.osgi.framework.connect.FrameworkUtilHelper",
                    "dev.isaac.launcher.internal.host.HostBundleFinder");
        }
    }

    private static void service(ZipOutputStream jar, String type, String implementation) throws IOException {
        entry(jar, "META-INF/services/" + type);
        jar.write((implementation + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void entry(ZipOutputStream jar, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        jar.putNextEntry(entry);
    }
}
