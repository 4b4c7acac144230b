package dev.isaac.signing;

import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.tuf.Fetcher;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.RoleNames;
import dev.isaac.trust.tuf.TargetFile;
import dev.isaac.trust.tuf.TufClient;
import dev.isaac.trust.tuf.TufLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The trust client as a plain process, for conformance tests: {@code init}, {@code refresh}, {@code download}. Exit code
 * 0 done, 1 refused.
 */
public final class TufClientMain {

    private static final String USAGE = """
            usage:
              --metadata-dir D init ROOT
              --metadata-url U --metadata-dir D refresh
              --metadata-url U --metadata-dir D --target-name T… --target-dir X --target-base-url B download
            """;

    private final PrintStream err;
    private final Clock clock;
    private final Map<String, String> options = new HashMap<>();
    private final List<String> targets = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    /** With where faults go, and the time. */
    public TufClientMain(PrintStream err, Clock clock) {
        this.err = err;
        this.clock = clock;
    }

    /** Runs as a process. */
    public static void main(String[] args) {
        System.exit(new TufClientMain(System.err, Clock.systemUTC()).run(args));
    }

    /** Runs a command and returns the exit code. */
    public int run(String... args) {
        try {
            parse(args);
            execute();
            return 0;
        } catch (TrustException e) {
            err.println(e.code() + ": " + e.getMessage());
        } catch (IOException e) {
            err.println("failed: " + e);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(USAGE);
        }
        return 1;
    }

    private void parse(String... args) {
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (!word.startsWith("--")) {
                words.add(word);
                continue;
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(word + " needs a value");
            }
            switch (word) {
                case "--target-name" -> targets.add(rest.next());
                case "--metadata-url", "--metadata-dir", "--target-dir", "--target-base-url" ->
                    options.put(word, rest.next());
                default -> throw new IllegalArgumentException("no such option: " + word);
            }
        }
    }

    private void execute() throws TrustException, IOException {
        MetadataStore store = MetadataStore.folder(Path.of(option("--metadata-dir")));
        switch (words.isEmpty() ? "" : words.get(0)) {
            case "init" -> {
                requireWords(2);
                byte[] root = Files.readAllBytes(Path.of(words.get(1)));
                // Whoever initialises again decides anew what to trust; a root that is none leaves the old one.
                TufClient.init(MetadataStore.memory(), root, TufLimits.FOREIGN);
                store.write("root", root);
            }
            case "refresh" -> {
                requireWords(1);
                client(store, (path, maxLength) -> {
                            throw new IllegalStateException("a refresh fetches no target");
                        })
                        .refresh();
            }
            case "download" -> {
                requireWords(1);
                download(store);
            }
            default -> throw new IllegalArgumentException("no command");
        }
    }

    private void requireWords(int count) {
        if (words.size() != count) {
            throw new IllegalArgumentException("the command does not fit");
        }
    }

    private void download(MetadataStore store) throws TrustException, IOException {
        Path folder = Path.of(option("--target-dir"));
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("--target-name is missing");
        }
        TufClient client = client(store, fetcher(option("--target-base-url"), false));
        client.refresh();
        for (String name : targets) {
            TargetFile target =
                    client.target(name).orElseThrow(() -> new TrustException(Kind.NOT_FOUND, "no target " + name));
            Path file = folder.resolve(fileName(name));
            if (!Files.isRegularFile(file)
                    || Files.size(file) != target.length()
                    || !TufClient.matches(target, Files.readAllBytes(file))) {
                write(file, client.download(target));
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".", ".tmp");
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private TufClient client(MetadataStore store, Fetcher targetFetcher) {
        Fetcher metadata = fetcher(option("--metadata-url"), true);
        return TufClient.open(store, metadata, targetFetcher, clock, TufLimits.FOREIGN);
    }

    private static Fetcher fetcher(String url, boolean metadata) {
        if (url.startsWith("file:")) {
            return new FileFetcher(Path.of(URI.create(url)));
        }
        if (url.startsWith("http://") || url.startsWith("https://")) {
            return metadata ? HttpFetcher.metadata(url) : HttpFetcher.targets(url);
        }
        throw new IllegalArgumentException("not an address: " + url);
    }

    private String option(String name) {
        String value = options.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** The target's path as one file name: everything but letters, digits, {@code _-~.} percent-encoded. */
    private static String fileName(String path) {
        String name = RoleNames.encode(path);
        // No file system takes much more than 255 bytes.
        return name.length() <= 200 ? name : Digests.sha256(path.getBytes(StandardCharsets.UTF_8));
    }
}
