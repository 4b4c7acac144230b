package dev.isaac.signing;

import dev.isaac.signing.internal.Arguments;
import dev.isaac.signing.internal.PluginJar;
import dev.isaac.signing.internal.RegistryCommands;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.DetachedSignature;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.jar.JarSignature;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.VerificationKey;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's and publisher's command line. Exit codes: 0 done, 1 failed, 2 usage, 3 refused, 4 verification refused,
 * 5 not found, 6 unavailable, 7 conflict.
 */
public final class Main {

    private static final String USAGE = """
            usage:
              build-registry --config FILE --jars DIR_OR_JAR… --out DIR --keys DIR --root-out FILE [--expires DAYS]
              create-key --algorithm ed25519|rsa-pss-sha256|ecdsa-p256-sha256 --out FILE [PASSPHRASE]
              show-key --key FILE [PASSPHRASE]
              sign-statement --jar JAR --key FILE --out FILE [PASSPHRASE]
              show-statement --jar JAR
              sign-policy --policy FILE --key FILE [--out FILE] [PASSPHRASE]
              sign-jar --jar JAR --keystore FILE.p12 --out FILE [PASSPHRASE]
              registry init DIR [--key ROLE=FILE…] [--threshold ROLE=N…] [--validity ROLE=DAYS…] [--bins N] [PASSPHRASE]
              registry add DIR JAR… | claim DIR CLAIM.json | ceremony DIR [PUBLISHER…]
              registry yank DIR ID VERSION --reason TEXT | unyank DIR ID VERSION
              registry rotate DIR ROLE [--add FILE…] [--drop KEYID…] [--threshold N] | renew DIR [--within DAYS]
              registry advise DIR --id NAME --plugin ID [--range RANGE] | --key-id HEX | --sha256 HEX
                              --severity low|medium|high|critical --reason TEXT [--since TIME]
              registry withdraw DIR NAME
              registry sign DIR [--key FILE…] | publish DIR | discard DIR | status DIR [--alarm DAYS]
              registry mirror SOURCE DIR --root FILE [--plugin ID…]
            every 'registry' command takes --json; those that change something --dry-run, --key FILE… and PASSPHRASE
            PASSPHRASE: --passphrase-env VARIABLE, --passphrase-file FILE, --passphrase-stdin; else asked at a terminal
            """;
    private static final long DEFAULT_DAYS = 1095;

    private final PrintStream out;
    private final PrintStream err;
    private final InputStream in;
    private final Map<String, String> environment;
    private final Passphrases terminal;
    private final Clock clock;

    /**
     * With everything that it touches outside of files.
     *
     * @param terminal asks a person; {@link Passphrases#none()} where there is none
     */
    public Main(
            PrintStream out,
            PrintStream err,
            InputStream in,
            Map<String, String> environment,
            Passphrases terminal,
            Clock clock) {
        this.out = out;
        this.err = err;
        this.in = in;
        this.environment = Map.copyOf(environment);
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Runs as a process. */
    public static void main(String[] args) {
        Passphrases terminal = Optional.ofNullable(System.console())
                .filter(Main::isTerminal)
                .map(Main::asking)
                .orElse(Passphrases.none());
        System.exit(
                new Main(System.out, System.err, System.in, System.getenv(), terminal, Clock.systemUTC()).run(args));
    }

    private static Passphrases asking(Console console) {
        return file -> {
            char[] typed = console.readPassword("Passphrase of %s: ", file);
            return typed == null ? new char[0] : typed;
        };
    }

    /** From Java 22 on there is always a console, which says by itself whether a person sits at it. */
    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Runs a command and returns the exit code. */
    public int run(String... args) {
        if (args.length == 0) {
            err.print(USAGE);
            return 2;
        }
        boolean json = args[0].equals("registry") && List.of(args).contains("--json");
        try {
            Arguments arguments = Arguments.parse(List.of(args).subList(1, args.length));
            switch (args[0]) {
                case "build-registry" -> buildRegistry(arguments);
                case "create-key" -> createKey(arguments);
                case "show-key" -> showKey(arguments);
                case "registry" -> {
                    return new RegistryCommands(out, in, environment, terminal, clock).run(arguments);
                }
                case "sign-statement" -> signStatement(arguments);
                case "sign-policy" -> signPolicy(arguments);
                case "sign-jar" -> signJar(arguments);
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
            if (json) {
                Map<String, Object> error = new LinkedHashMap<>();
                error.put("code", e.code());
                error.put("message", String.valueOf(e.getMessage()));
                error.put("hint", e.hint());
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("ok", false);
                document.put("error", error);
                out.println(Json.text(document));
            }
            return SigningFault.exit(e);
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
                .filter(one -> one == SignatureAlgorithm.ED25519
                        || one == SignatureAlgorithm.RSA_PSS_SHA256
                        || one == SignatureAlgorithm.ECDSA_P256_SHA256)
                .orElseThrow(() -> new IllegalArgumentException("keys are not made for: " + name));
        Path file = Path.of(arguments.required("out"));
        Optional<Passphrases> given = arguments.passphrases(environment, in);
        arguments.requireNothingElse();
        char[] passphrase = given.isPresent() ? given.get().of(file) : new char[0];
        Signer key = KeyFiles.create(file, algorithm, passphrase, new SecureRandom());
        Arrays.fill(passphrase, '\0');
        out.println("created " + file + ", key id " + key.publicKey().keyId());
    }

    private void showKey(Arguments arguments) throws TrustException, IOException {
        Path file = Path.of(arguments.required("key"));
        Passphrases passphrases = arguments.passphrases(environment, in).orElse(terminal);
        arguments.requireNothingElse();
        VerificationKey key = KeyFiles.open(file, passphrases).publicKey();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("algorithm", key.algorithm().id());
        shown.put("keyid", key.keyId());
        shown.put("public", Base64.getEncoder().encodeToString(key.spki()));
        shown.put("tufKeyid", MetadataSigner.keyId(key));
        out.print(new String(Json.writePretty(shown), StandardCharsets.UTF_8));
    }

    private void signPolicy(Arguments arguments) throws TrustException, IOException {
        Path policy = Path.of(arguments.required("policy"));
        Path key = Path.of(arguments.required("key"));
        String named = arguments.optional("out");
        Path target = named.isEmpty() ? policy.resolveSibling(policy.getFileName() + ".sig") : Path.of(named);
        Passphrases passphrases = arguments.passphrases(environment, in).orElse(terminal);
        arguments.requireNothingElse();
        byte[] file = Files.readAllBytes(policy);
        // What no client could read is not worth a signature.
        Json.parseObject(file);
        Signer signer = KeyFiles.open(key, passphrases);
        byte[] signature = DetachedSignature.write(
                DetachedSignature.POLICY,
                signer.publicKey().keyId(),
                signer.sign(DetachedSignature.preAuthentication(DetachedSignature.POLICY, file)));
        DetachedSignature.verify(DetachedSignature.POLICY, file, signature, List.of(signer.publicKey()));
        Files.write(target, signature);
        out.println("signed " + policy + " in " + target);
    }

    private void signJar(Arguments arguments) throws TrustException, IOException {
        Path jar = Path.of(arguments.required("jar"));
        Path keyStore = Path.of(arguments.required("keystore"));
        Path file = Path.of(arguments.required("out"));
        Passphrases passphrases = arguments.passphrases(environment, in).orElse(terminal);
        arguments.requireNothingElse();
        JarSignature signature = JarSigning.sign(jar, keyStore, passphrases, file);
        out.println("signed " + file + " by " + signature.signer() + ", certificate " + signature.fingerprint());
    }

    private void signStatement(Arguments arguments) throws TrustException, IOException {
        PluginStatement statement =
                PluginJar.read(Path.of(arguments.required("jar"))).statement();
        Path key = Path.of(arguments.required("key"));
        Path file = Path.of(arguments.required("out"));
        Passphrases passphrases = arguments.passphrases(environment, in).orElse(terminal);
        arguments.requireNothingElse();
        Files.write(file, Statements.sign(statement, KeyFiles.open(key, passphrases)));
        out.println("signed " + statement.id() + " " + statement.version() + " in " + file);
    }
}
