import dev.isaac.signing.RepositoryBuilder;
import dev.isaac.signing.Signer;
import dev.isaac.signing.Statements;
import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.archive.HostSurface;
import dev.isaac.trust.archive.InspectedArchive;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.StatementEnvelope;
import dev.isaac.trust.author.VerifiedStatement;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.TargetFile;
import dev.isaac.trust.tuf.TufClient;
import dev.isaac.trust.tuf.internal.Effort;
import dev.isaac.trust.tuf.internal.PathPattern;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** What {@code testing/bench/trust} measures; prints rows for {@code ./bench}. */
final class Trust {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final int BINS = 1024;
    private static final int TARGETS = 100_000;
    private static final int PLUGIN = 5 * 1024 * 1024;
    private static final int RESOURCES = 1024 * 1024;

    private Trust() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "inspect" -> inspect(Path.of(args[1]), Path.of(args[2]));
            case "make" -> make(Path.of(args[1]));
            case "patterns" -> patterns();
            case "refresh" -> refresh(Path.of(args[1]), Path.of(args[2]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void row(String what, String value, String target, String reference, String ratio, String verdict) {
        System.out.println(String.join("\t", what, value, target, reference, ratio, verdict));
    }

    // ---- path patterns that their writer meant to be slow

    private static void patterns() {
        String face = "\ud83d\ude00";
        String[][] shapes = {
            {"one star, then nearly the name", "*" + "a".repeat(1000) + "b", "a".repeat(2000)},
            {"the same, characters outside of the BMP", "*" + face.repeat(1000) + "b", face.repeat(2000)},
            {"brackets that are not closed", "*" + "[".repeat(1000) + "b", "[".repeat(2000)},
            {"one long set", "*[" + "b-c".repeat(1000) + "]", "a".repeat(2000)},
            {"stars only", "*", "a".repeat(2000)},
            {"empty patterns", "", "a".repeat(2000)},
        };
        for (String[] shape : shapes) {
            double best = Double.MAX_VALUE;
            for (int run = 0; run < 5; run++) {
                long begin = System.nanoTime();
                exhaust(shape[1], shape[2]);
                best = Math.min(best, (System.nanoTime() - begin) / 1e6);
            }
            row("hostile patterns end a look-up: " + shape[0], ms(best), "1000 ms", "-", "-", best <= 1000 ? "ok" : "missed");
        }
    }

    /** Holds the name against the pattern again and again, as if so many were listed, until the look-up is refused. */
    private static void exhaust(String pattern, String name) {
        Effort effort = Effort.ofLookUp();
        try {
            while (true) {
                PathPattern.matches(pattern, name, effort);
            }
        } catch (TrustException e) {
            if (!e.code().equals("trust.limit")) {
                throw new IllegalStateException(e);
            }
        }
    }

    // ---- one plugin

    private interface Work {
        long run() throws Exception;
    }

    private static void inspect(Path classes, Path folder) throws Exception {
        byte[] plugin = plugin(classes);
        Path file = folder.resolve("plugin.jar");
        Files.write(file, plugin);
        Signer author = Signer.generate(SignatureAlgorithm.ED25519, new SecureRandom());
        PluginStatement statement = new PluginStatement(
                "tools", "1.0.0", "acme", plugin.length, Digests.sha256(plugin), "acme.tools", List.of(), List.of());
        byte[] envelope = Statements.sign(statement, author);
        List<AuthorKey> keys = List.of(new AuthorKey(author.publicKey(), Instant.EPOCH));
        ArchiveInspector inspector = new ArchiveInspector();
        HostSurface host = new HostSurface(Set.of("dev.isaac.command"), Set.of("dev.isaac.core"));
        Work all = () -> {
            String sha256 = Digests.sha256(plugin);
            VerifiedStatement verified = StatementEnvelope.parse(envelope).verify(keys);
            if (!verified.statement().sha256().equals(sha256) || verified.statement().length() != plugin.length) {
                throw new IllegalStateException("the statement is about another file");
            }
            InspectedArchive archive = inspector.inspectBundle(plugin, sha256, host);
            return archive.entries().size();
        };
        byte[] buffer = new byte[64 * 1024];
        Work jarFile = () -> {
            long count = 0;
            try (JarFile jar = new JarFile(file.toFile(), true)) {
                for (JarEntry entry : (Iterable<JarEntry>) jar.entries()::asIterator) {
                    CRC32 crc = new CRC32();
                    try (InputStream in = jar.getInputStream(entry)) {
                        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                            crc.update(buffer, 0, n);
                        }
                    }
                    if (crc.getValue() != entry.getCrc()) {
                        throw new IOException("wrong checksum");
                    }
                    count++;
                }
            }
            return count;
        };
        Work digest = () -> Digests.sha256(plugin).length();
        double[] times = medians(List.of(all, jarFile, digest));
        System.err.printf(
                Locale.ROOT, "plugin: %d bytes, %d entries; SHA-256 alone %.1f ms%n", plugin.length, all.run(), times[2]);
        row(
                "verify and inspect a 5 MB plugin, warm",
                ms(times[0]),
                "60 ms",
                "JarFile reads it: " + ms(times[1]),
                ratio(times[0] / times[1]),
                times[0] <= 60 ? "ok" : "missed");
    }

    /** Interleaved, so that a busy moment hits all alike: 3 s of warm-up, then 41 runs; the median of each in ms. */
    private static double[] medians(List<Work> works) throws Exception {
        long sink = 0;
        long until = System.nanoTime() + Duration.ofSeconds(3).toNanos() * works.size();
        while (System.nanoTime() < until) {
            for (Work work : works) {
                sink += work.run();
            }
        }
        int runs = 41;
        double[][] times = new double[works.size()][runs];
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < works.size(); i++) {
                long start = System.nanoTime();
                sink += works.get(i).run();
                times[i][run] = (System.nanoTime() - start) / 1e6;
            }
        }
        if (sink == 0) {
            throw new IllegalStateException("nothing was read");
        }
        double[] medians = new double[works.size()];
        for (int i = 0; i < medians.length; i++) {
            Arrays.sort(times[i]);
            medians[i] = times[i][runs / 2];
        }
        return medians;
    }

    /** Real classes of a library until the jar has 4 MB, then resources that do not shrink. */
    private static byte[] plugin(Path library) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "acme.tools");
        main.putValue("Bundle-Version", "1.0.0");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(PLUGIN);
        try (JarFile from = new JarFile(library.toFile());
                JarOutputStream to = new JarOutputStream(bytes, manifest)) {
            // Both headers of an entry count; the second one is written at the end.
            int directory = 0;
            for (JarEntry entry : (Iterable<JarEntry>) from.entries()::asIterator) {
                if (bytes.size() + directory >= PLUGIN - RESOURCES) {
                    break;
                }
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    from.getInputStream(entry).transferTo(to);
                    directory += 46 + entry.getName().length();
                }
            }
            Random random = new Random(1);
            byte[] picture = new byte[RESOURCES / 32];
            for (int i = 0; bytes.size() + directory < PLUGIN; i++) {
                random.nextBytes(picture);
                to.putNextEntry(new ZipEntry("acme/pictures/" + i + ".png"));
                to.write(picture);
            }
        }
        return bytes.toByteArray();
    }

    // ---- a large registry

    private static String path(int i) {
        return "plugins/plugin-" + i + ".json";
    }

    private static void make(Path folder) throws Exception {
        RepositoryBuilder builder = new RepositoryBuilder(NOW, Duration.ofDays(30), Map.of());
        SecureRandom random = new SecureRandom();
        for (String role : List.of("root", "targets", "snapshot", "timestamp")) {
            builder.keys(role, 1, List.of(Signer.generate(SignatureAlgorithm.ED25519, random)));
        }
        Signer online = Signer.generate(SignatureAlgorithm.ED25519, random);
        for (int bin = 0; bin < BINS; bin++) {
            String role = String.format(Locale.ROOT, "bins-%03x", bin);
            builder.keys(role, 1, List.of(online));
            List<String> prefixes = new ArrayList<>();
            for (int i = bin * 4; i < bin * 4 + 4; i++) {
                prefixes.add(String.format(Locale.ROOT, "%03x", i));
            }
            builder.delegate("targets", role, RepositoryBuilder.Scope.HASH_PREFIXES, prefixes, true);
        }
        for (int i = 0; i < TARGETS; i++) {
            String path = path(i);
            String hash = Digests.sha256(path.getBytes(StandardCharsets.UTF_8));
            int bin = Integer.parseInt(hash.substring(0, 3), 16) / 4;
            builder.target(
                    String.format(Locale.ROOT, "bins-%03x", bin), path, ("{" + i + "}").getBytes(StandardCharsets.UTF_8));
        }
        Path metadata = Files.createDirectories(folder.resolve("metadata"));
        for (Map.Entry<String, byte[]> one : builder.build().entrySet()) {
            if (one.getKey().startsWith("metadata/")) {
                Files.write(metadata.resolve(one.getKey().substring("metadata/".length())), one.getValue());
            }
        }
        Files.write(folder.resolve("root.json"), builder.documents().get("root"));
    }

    private static final class Counting implements Fetcher {
        private final Path folder;
        private int requests;
        private long bytes;

        Counting(Path folder) {
            this.folder = folder;
        }

        @Override
        public byte[] fetch(String path, long maxLength) throws FetchException {
            requests++;
            Path file = folder.resolve(path);
            if (!Files.exists(file)) {
                throw new FetchException(FetchException.Kind.NOT_FOUND, path);
            }
            try {
                byte[] content = Files.readAllBytes(file);
                if (content.length > maxLength) {
                    throw new FetchException(FetchException.Kind.TOO_LONG, path);
                }
                bytes += content.length;
                return content;
            } catch (IOException e) {
                throw new FetchException(FetchException.Kind.UNREACHABLE, path, e);
            }
        }
    }

    private static void refresh(Path folder, Path stored) throws Exception {
        Path metadata = folder.resolve("metadata");
        long total = 0;
        int files = 0;
        try (var list = Files.list(metadata)) {
            for (Path file : (Iterable<Path>) list::iterator) {
                total += Files.size(file);
                files++;
            }
        }
        MetadataStore store = MetadataStore.folder(Files.createDirectories(stored));
        TufClient.init(store, Files.readAllBytes(folder.resolve("root.json")));
        Counting first = new Counting(metadata);
        double cold = lookUp(store, first);
        Counting second = new Counting(metadata);
        double again = lookUp(store, second);
        double heap = peak() / 1048576.0;
        row("first refresh and look-up, 100,000 targets: requests", first.requests + "", "5", files + " files", ratio((double) first.requests / files), first.requests <= 5 ? "ok" : "missed");
        row("the same: bytes", kib(first.bytes), "-", "all metadata: " + kib(total), ratio((double) first.bytes / total), "-");
        row("next refresh and look-up: requests", second.requests + "", "2", "the first: " + first.requests, ratio((double) second.requests / first.requests), second.requests <= 2 ? "ok" : "missed");
        row("the same: bytes", kib(second.bytes), "-", "the first: " + kib(first.bytes), ratio((double) second.bytes / first.bytes), "-");
        row("first refresh and look-up: time, cold JVM", ms(cold), "-", "the next: " + ms(again), ratio(cold / again), "-");
        row("the same: peak of the heap, -Xmx64m", String.format(Locale.ROOT, "%.1f MB", heap), "64 MB", "-", "-", heap < 64 ? "ok" : "missed");
    }

    private static double lookUp(MetadataStore store, Counting fetcher) throws Exception {
        Fetcher none = (path, maxLength) -> {
            throw new FetchException(FetchException.Kind.NOT_FOUND, path);
        };
        long start = System.nanoTime();
        TufClient client = TufClient.open(store, fetcher, none, Clock.fixed(NOW, ZoneOffset.UTC));
        client.refresh();
        Optional<TargetFile> target = client.target(path(4711));
        double time = (System.nanoTime() - start) / 1e6;
        if (target.isEmpty() || target.get().length() != 6) {
            throw new IllegalStateException("the target was not found: " + target);
        }
        return time;
    }

    private static long peak() {
        long sum = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                sum += pool.getPeakUsage().getUsed();
            }
        }
        return sum;
    }

    private static String ms(double ms) {
        return String.format(Locale.ROOT, "%.1f ms", ms);
    }

    private static String kib(long bytes) {
        return String.format(Locale.ROOT, "%.0f KiB", bytes / 1024.0);
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 0.1 ? "%.4f" : "%.2f", ratio);
    }
}
