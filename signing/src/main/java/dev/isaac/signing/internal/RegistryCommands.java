package dev.isaac.signing.internal;

import dev.isaac.signing.FileFetcher;
import dev.isaac.signing.HttpFetcher;
import dev.isaac.signing.KeyFiles;
import dev.isaac.signing.Passphrases;
import dev.isaac.signing.Registry;
import dev.isaac.signing.Registry.Outcome;
import dev.isaac.signing.Registry.Setup;
import dev.isaac.signing.RegistryMirror;
import dev.isaac.signing.RegistryStatus;
import dev.isaac.signing.Signer;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.advisory.Advisory;
import dev.isaac.trust.advisory.VersionRange;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.tuf.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The operator's commands {@code registry …}: options in, text or JSON out; all else is {@link Registry}'s. */
public final class RegistryCommands {

    private static final long RENEW_DAYS = 30;

    private final PrintStream out;
    private final InputStream in;
    private final Map<String, String> environment;
    private final Passphrases terminal;
    private final Clock clock;

    /** With everything that they touch outside of files. */
    public RegistryCommands(
            PrintStream out, InputStream in, Map<String, String> environment, Passphrases terminal, Clock clock) {
        this.out = out;
        this.in = in;
        this.environment = environment;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Runs one; returns the exit code. */
    public int run(Arguments arguments) throws TrustException, IOException {
        String command = arguments.word("the command after 'registry'");
        if (command.equals("mirror")) {
            return mirror(arguments);
        }
        Path folder = Path.of(arguments.word("DIR"));
        boolean json = arguments.flag("json");
        Optional<Passphrases> given = arguments.passphrases(environment, in);
        Passphrases passphrases = given.orElse(terminal);
        if (command.equals("init")) {
            return init(folder, arguments, given, json);
        }
        Registry registry = Registry.open(folder, clock, passphrases);
        if (arguments.flag("dry-run")) {
            registry = registry.dryRun();
        }
        List<String> keys = command.equals("rotate") ? List.of() : arguments.values("key");
        List<Signer> signers = new ArrayList<>();
        for (String key : keys) {
            signers.add(KeyFiles.open(Path.of(key), passphrases));
        }
        registry = registry.with(signers);
        return switch (command) {
            case "status" -> status(registry, arguments, json);
            case "discard" -> {
                arguments.requireNothingElse();
                registry.discard();
                yield 0;
            }
            default -> tell(change(command, registry, arguments), json);
        };
    }

    private Outcome change(String command, Registry registry, Arguments arguments) throws TrustException, IOException {
        return switch (command) {
            case "add" -> registry.add(paths(rest(arguments)));
            case "claim" -> {
                Path file = Path.of(arguments.word("CLAIM.json"));
                arguments.requireNothingElse();
                yield registry.claim(Claim.parse(Files.readAllBytes(file)));
            }
            case "ceremony" -> registry.ceremony(rest(arguments));
            case "yank" -> {
                String plugin = arguments.word("ID");
                String version = arguments.word("VERSION");
                String reason = arguments.required("reason");
                arguments.requireNothingElse();
                yield registry.yank(plugin, version, reason);
            }
            case "unyank" -> {
                String plugin = arguments.word("ID");
                String version = arguments.word("VERSION");
                arguments.requireNothingElse();
                yield registry.unyank(plugin, version);
            }
            case "rotate" -> {
                String role = arguments.word("ROLE");
                List<Path> add = paths(arguments.values("add"));
                List<String> drop = arguments.values("drop");
                long threshold = arguments.number("threshold", 0);
                arguments.requireNothingElse();
                yield registry.rotate(
                        role, add, drop, threshold == 0 ? OptionalInt.empty() : OptionalInt.of((int) threshold));
            }
            case "renew" -> {
                long days = arguments.number("within", RENEW_DAYS);
                arguments.requireNothingElse();
                yield registry.renew(Duration.ofDays(days));
            }
            case "advise" -> {
                Advisory advisory = advisory(arguments);
                arguments.requireNothingElse();
                yield registry.advise(advisory);
            }
            case "withdraw" -> {
                String id = arguments.word("ADVISORY");
                arguments.requireNothingElse();
                yield registry.withdraw(id);
            }
            case "sign" -> {
                arguments.requireNothingElse();
                yield registry.sign();
            }
            case "publish" -> {
                arguments.requireNothingElse();
                yield registry.publish();
            }
            default -> throw new IllegalArgumentException("no such command: registry " + command);
        };
    }

    private static List<String> rest(Arguments arguments) {
        List<String> words = arguments.words();
        arguments.requireNothingElse();
        return words;
    }

    private static List<Path> paths(List<String> words) {
        return words.stream().map(Path::of).toList();
    }

    /** Options of the form {@code ROLE=VALUE}. */
    private static Map<String, List<String>> byRole(List<String> options) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("expected ROLE=VALUE instead of " + option);
            }
            values.computeIfAbsent(option.substring(0, equals), any -> new ArrayList<>())
                    .add(option.substring(equals + 1));
        }
        return values;
    }

    private static Map<String, Integer> numbers(List<String> options) {
        Map<String, Integer> numbers = new TreeMap<>();
        byRole(options).forEach((role, values) -> {
            String value = values.get(values.size() - 1);
            if (!value.matches("[1-9][0-9]{0,4}")) {
                throw new IllegalArgumentException("not a number: " + role + "=" + value);
            }
            numbers.put(role, Integer.parseInt(value));
        });
        return numbers;
    }

    private int init(Path folder, Arguments arguments, Optional<Passphrases> given, boolean json)
            throws TrustException, IOException {
        Map<String, List<Path>> keys = new LinkedHashMap<>();
        byRole(arguments.values("key")).forEach((role, files) -> keys.put(role, paths(files)));
        Map<String, Duration> validity = new TreeMap<>();
        numbers(arguments.values("validity")).forEach((role, days) -> validity.put(role, Duration.ofDays(days)));
        Setup setup =
                new Setup(keys, numbers(arguments.values("threshold")), validity, (int) arguments.number("bins", 1));
        arguments.requireNothingElse();
        Optional<char[]> passphrase =
                given.isPresent() ? Optional.of(given.get().of(folder.resolve("keys"))) : Optional.empty();
        return tell(
                Registry.create(folder, setup, clock, given.orElse(terminal), passphrase, new SecureRandom()), json);
    }

    private Advisory advisory(Arguments arguments) throws TrustException {
        String plugin = arguments.optional("plugin");
        String key = arguments.optional("key-id");
        String sha256 = arguments.optional("sha256");
        String range = arguments.optional("range");
        if ((plugin.isEmpty() ? 0 : 1) + (key.isEmpty() ? 0 : 1) + (sha256.isEmpty() ? 0 : 1) != 1) {
            throw new IllegalArgumentException("an advisory takes one of --plugin, --key-id and --sha256");
        }
        Advisory.Subject subject = !plugin.isEmpty()
                ? new Advisory.OfPlugin(plugin, range.isEmpty() ? VersionRange.ALL : VersionRange.parse(range))
                : key.isEmpty() ? new Advisory.OfFile(sha256) : new Advisory.OfKey(key);
        String since = arguments.optional("since");
        try {
            return new Advisory(
                    arguments.required("id"),
                    subject,
                    Advisory.Severity.of(arguments.required("severity")),
                    arguments.required("reason"),
                    since.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(since)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time such as 2026-01-01T00:00:00Z: " + since, e);
        }
    }

    private int tell(Outcome outcome, boolean json) {
        if (json) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("published", outcome.published());
            data.put("roles", new TreeMap<>(outcome.roles()));
            data.put("files", outcome.files());
            data.put("missing", new TreeMap<>(outcome.missing()));
            print(data);
            return 0;
        }
        new TreeMap<>(outcome.roles()).forEach((role, version) -> out.println(role + " " + version));
        if (outcome.published()) {
            out.println("published " + outcome.files().size() + " files");
        } else if (outcome.missing().isEmpty() && outcome.files().isEmpty()) {
            out.println("every signature is there; publish it: registry publish");
        } else if (outcome.missing().isEmpty()) {
            out.println("nothing published; complete: " + outcome.files().size() + " files would change");
        } else {
            out.println("nothing published; signatures missing: " + new TreeMap<>(outcome.missing()));
        }
        return 0;
    }

    private int status(Registry registry, Arguments arguments, boolean json) throws TrustException, IOException {
        long alarm = arguments.number("alarm", RegistryStatus.Alarm.WARNING.days());
        arguments.requireNothingElse();
        RegistryStatus status = registry.status();
        if (json) {
            print(status.toJson());
        } else {
            for (RegistryStatus.Role role : status.roles()) {
                out.printf(
                        "%-12s %5d  expires %s (%d days)  %d of %d keys%s%n",
                        role.name(),
                        role.version(),
                        role.expires(),
                        role.daysLeft(),
                        role.threshold(),
                        role.keyIds().size(),
                        role.alarm() == RegistryStatus.Alarm.NONE ? "" : "  " + role.alarm());
            }
            new TreeMap<>(status.staged())
                    .forEach(
                            (role, missing) -> out.println("staged: " + role + ", " + missing + " signatures missing"));
            status.newClaims().forEach(publisher -> out.println("claim without ceremony: " + publisher));
            status.advisories().forEach(id -> out.println("advisory: " + id));
        }
        return status.worst().days() <= alarm ? 1 : 0;
    }

    private int mirror(Arguments arguments) throws TrustException, IOException {
        String source = arguments.word("SOURCE");
        Path to = Path.of(arguments.word("DIR"));
        boolean json = arguments.flag("json");
        byte[] root = Files.readAllBytes(Path.of(arguments.required("root")));
        List<String> plugins = arguments.values("plugin");
        arguments.requireNothingElse();
        RegistryMirror.Summary summary = new RegistryMirror(
                        fetcher(source, "metadata"), fetcher(source, "targets"), root, clock)
                .copy(to, plugins);
        if (json) {
            print(new TreeMap<>(Map.of(
                    "roles", summary.roles(), "targets", summary.targets(), "filesWritten", summary.filesWritten())));
        } else {
            out.println("mirrored " + summary.roles() + " roles and " + summary.targets() + " targets; "
                    + summary.filesWritten() + " files written to " + to);
        }
        return 0;
    }

    private static Fetcher fetcher(String source, String part) {
        if (source.startsWith("http://") || source.startsWith("https://")) {
            String base = source.endsWith("/") ? source + part : source + "/" + part;
            return part.equals("metadata") ? HttpFetcher.metadata(base) : HttpFetcher.targets(base);
        }
        Path folder = source.startsWith("file:") ? Path.of(URI.create(source)) : Path.of(source);
        return new FileFetcher(folder.resolve(part));
    }

    private void print(Map<String, ?> data) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ok", true);
        document.put("data", data);
        out.println(new String(Json.write(document), StandardCharsets.UTF_8));
    }
}
