package dev.isaac.signing;

import dev.isaac.signing.internal.Arguments;
import dev.isaac.signing.internal.PluginJar;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.keys.SignatureAlgorithm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The operator's and publisher's command line. Exit codes: 0 done, 1 failed, 2 usage, 4 verification refused. */
public final class Main {

    private static final String USAGE = """
            usage:
              build-registry --config FILE --jars DIR_OR_JAR… --out DIR --keys DIR --root-out FILE [--expires DAYS]
              create-key --algorithm ed25519|rsa-pss-sha256 --out FILE [--passphrase-env VARIABLE]
              sign-statement --jar JAR --key FILE --out FILE [--passphrase-env VARIABLE]
              show-statement --jar JAR
            """;
    private static final long DEFAULT_DAYS = 1095;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Clock clock;

    /** With everything that it touches outside of files. */
    public Main(PrintStream out, PrintStream err, Map<String, String> environment, Clock clock) {
        this.out = out;
        this.err = err;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    /** Runs as a process. */
    public static void main(String[] args) {
        System.exit(new Main(System.out, System.err, System.getenv(), Clock.systemUTC()).run(args));
    }

    /** Runs a command and returns the exit code. */
    public int run(String... args) {
        if (args.length == 0) {
            err.print(USAGE);
            return 2;
        }
        try {
            Arguments arguments = Arguments.parse(List.of(args).subList(1, args.length));
            switch (args[0]) {
                case "build-registry" -> buildRegistry(arguments);
                case "create-key" -> createKey(arguments);
                case "sign-statement" -> signStatement(arguments);
                case "show-statement" -> {
                    Path jar = Path.of(arguments.required("jar"));
                    arguments.requireNothingElse();
                    out.write(PluginJar.read(jar).statement().toBytes());
                    out.println();
                }
                default -> throw new IllegalArgumentException("no such command: " + args[0]);
            }
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(USAGE);
            return 2;
        } catch (TrustException e) {
            err.println(e.code() + ": " + e.getMessage());
            if (!e.hint().isEmpty()) {
                err.println("hint: " + e.hint());
            }
            return 4;
        } catch (IOException e) {
            err.println("failed: " + e);
            return 1;
        }
    }

    private void buildRegistry(Arguments arguments) throws TrustException, IOException {
        RegistryBuild.Request request = new RegistryBuild.Request(
                Path.of(arguments.required("config")),
                arguments.list("jars").stream().map(Path::of).toList(),
                Path.of(arguments.required("out")),
                Path.of(arguments.required("keys")),
                Path.of(arguments.required("root-out")),
                Duration.ofDays(arguments.number("expires", DEFAULT_DAYS)));
        arguments.requireNothingElse();
        RegistryBuild.Summary summary = new RegistryBuild(clock, new SecureRandom()).run(request);
        out.println("registry: " + summary.plugins() + " plugins, " + summary.versions() + " versions, "
                + summary.filesWritten() + " files written to " + request.out());
    }

    private void createKey(Arguments arguments) throws TrustException, IOException {
        String name = arguments.required("algorithm");
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(name)
                .filter(one -> one == SignatureAlgorithm.ED25519 || one == SignatureAlgorithm.RSA_PSS_SHA256)
                .orElseThrow(() -> new IllegalArgumentException("not an algorithm for authors: " + name));
        Path file = Path.of(arguments.required("out"));
        char[] passphrase = passphrase(arguments);
        arguments.requireNothingElse();
        SigningKey key = KeyFiles.create(file, algorithm, passphrase, new SecureRandom());
        out.println("created " + file + ", key id " + key.publicKey().keyId());
    }

    private void signStatement(Arguments arguments) throws TrustException, IOException {
        PluginStatement statement =
                PluginJar.read(Path.of(arguments.required("jar"))).statement();
        Path key = Path.of(arguments.required("key"));
        Path file = Path.of(arguments.required("out"));
        char[] passphrase = passphrase(arguments);
        arguments.requireNothingElse();
        Files.write(file, Statements.sign(statement, KeyFiles.read(key, passphrase)));
        out.println("signed " + statement.id() + " " + statement.version() + " in " + file);
    }

    /** From the environment: an argument would be visible to every process on the machine. */
    private char[] passphrase(Arguments arguments) {
        String variable = arguments.optional("passphrase-env");
        if (variable.isEmpty()) {
            return new char[0];
        }
        String value = environment.get(variable);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the environment variable " + variable + " is not set");
        }
        return value.toCharArray();
    }
}
