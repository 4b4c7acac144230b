package dev.isaac.testing.architecture;

import aQute.bnd.header.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the build built: the modules of the reactor, read from the POMs, so that no list has to be kept here. */
public final class Reactor {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private final Path root;
    private final List<Module> modules;

    private Reactor(Path root, List<Module> modules) {
        this.root = root;
        this.modules = List.copyOf(modules);
    }

    /** Reads the reactor that this test belongs to. */
    public static Reactor read() {
        Path root = Path.of(System.getProperty("isaac.root", "../.."))
                .toAbsolutePath()
                .normalize();
        List<Module> modules = new ArrayList<>();
        collect(root, "", modules, new HashSet<>());
        return new Reactor(root, modules);
    }

    /** The top folder of the project. */
    public Path root() {
        return root;
    }

    /** All modules, aggregators left out. */
    public List<Module> modules() {
        return modules;
    }

    /** The modules with classes of ours in the product: bundles, launcher, tools and example plugins, without tests. */
    public List<Module> products() {
        return modules.stream()
                .filter(m -> !m.folder().startsWith("testing/"))
                .filter(m -> Files.isDirectory(root.resolve(m.folder()).resolve("src/main/java/dev/isaac")))
                .toList();
    }

    private static void collect(Path root, String folder, List<Module> modules, Set<String> seen) {
        if (!seen.add(folder)) {
            return;
        }
        String pom = read(root.resolve(folder).resolve("pom.xml"));
        String own = pom.replaceAll("(?s)<parent>.*?</parent>", "").replaceAll("(?s)<!--.*?-->", "");
        Matcher matcher = MODULE.matcher(own);
        boolean aggregator = false;
        while (matcher.find()) {
            aggregator = true;
            collect(root, folder.isEmpty() ? matcher.group(1) : folder + "/" + matcher.group(1), modules, seen);
        }
        if (!aggregator) {
            modules.add(Module.of(root, folder, element(own, "artifactId"), element(own, "version")));
        }
    }

    private static String element(String pom, String name) {
        Matcher matcher =
                Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(pom);
        if (!matcher.find()) {
            throw new IllegalStateException("a POM without its own <" + name + ">");
        }
        return matcher.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One module.
     *
     * @param folder relative to the root, with slashes
     * @param artifact the artifact id
     * @param version the version
     * @param jar where its jar is, whether built or not
     */
    public record Module(String folder, String artifact, String version, Path jar) {

        static Module of(Path root, String folder, String artifact, String version) {
            Path jar = root.resolve(folder).resolve("target").resolve(artifact + "-" + version + ".jar");
            return new Module(folder, artifact, version, jar);
        }

        /** Whether its jar is a bundle of ours that others may build upon. */
        public boolean isBundle() {
            return folder.startsWith("bundles/");
        }

        /** The packages that the bundle exports, with their versions left out; empty for a plain jar. */
        public Set<String> exports() {
            return attribute("Export-Package")
                    .map(header -> new TreeSet<>(new Parameters(header).keySet()))
                    .orElseGet(TreeSet::new);
        }

        /** A header of the manifest. */
        public Optional<String> attribute(String name) {
            try (JarFile file = new JarFile(jar.toFile())) {
                Manifest manifest = file.getManifest();
                return Optional.ofNullable(
                        manifest == null ? null : manifest.getMainAttributes().getValue(new Attributes.Name(name)));
            } catch (IOException e) {
                throw new UncheckedIOException("is " + folder + " built?", e);
            }
        }

        /** The names of the class files in the jar, nested jars left out. */
        public List<String> classFiles() {
            try (JarFile file = new JarFile(jar.toFile())) {
                return file.stream()
                        .map(java.util.zip.ZipEntry::getName)
                        .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException("is " + folder + " built?", e);
            }
        }

        /** The bytes of an entry. */
        public byte[] bytes(String entry) {
            try (JarFile file = new JarFile(jar.toFile());
                    InputStream in = file.getInputStream(file.getEntry(entry))) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
