package dev.isaac.authoring.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.authoring.internal.key.KeyCreateCommand;
import dev.isaac.authoring.internal.key.KeyShowCommand;
import dev.isaac.authoring.internal.plugin.CheckCommand;
import dev.isaac.authoring.internal.plugin.PublishCommand;
import dev.isaac.authoring.internal.plugin.SignCommand;
import dev.isaac.authoring.internal.plugin.SignJarCommand;
import dev.isaac.authoring.internal.plugin.VerifyCommand;
import dev.isaac.authoring.internal.registry.RegistryAddCommand;
import dev.isaac.authoring.internal.registry.RegistryAdviseCommand;
import dev.isaac.authoring.internal.registry.RegistryCeremonyCommand;
import dev.isaac.authoring.internal.registry.RegistryClaimCommand;
import dev.isaac.authoring.internal.registry.RegistryDiscardCommand;
import dev.isaac.authoring.internal.registry.RegistryInitCommand;
import dev.isaac.authoring.internal.registry.RegistryMirrorCommand;
import dev.isaac.authoring.internal.registry.RegistryPublishCommand;
import dev.isaac.authoring.internal.registry.RegistryRenewCommand;
import dev.isaac.authoring.internal.registry.RegistryRotateCommand;
import dev.isaac.authoring.internal.registry.RegistrySignCommand;
import dev.isaac.authoring.internal.registry.RegistryStatusCommand;
import dev.isaac.authoring.internal.registry.RegistryUnyankCommand;
import dev.isaac.authoring.internal.registry.RegistryWithdrawCommand;
import dev.isaac.authoring.internal.registry.RegistryYankCommand;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.RegistrySource;
import dev.isaac.plugin.kit.FakeInvocation;
import dev.isaac.plugin.kit.Manifests;
import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.testing.archives.CertificateForge;
import dev.isaac.testing.archives.JarAuthor;
import dev.isaac.trust.pack.RegistryPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthoringTest {

    @TempDir
    private Path folder;

    private FakeInvocation call(Command command, String... words) {
        return FakeInvocation.of(command).directory(folder).words(words);
    }

    private Map<?, ?> data(FakeInvocation call) throws Exception {
        CommandResult result = call.execute();
        Object data = result instanceof CommandResult.Text text
                ? text.data()
                : result instanceof CommandResult.Details details
                        ? details.data()
                        : result instanceof CommandResult.Json json ? json.value() : null;
        return (Map<?, ?>) Objects.requireNonNull(data, () -> "no data in " + result);
    }

    private static String text(CommandResult result) {
        return ((CommandResult.Text) result).text();
    }

    private Path plugin(String version, String... more) throws Exception {
        String manifest = "Manifest-Version: 1.0\r\nBundle-ManifestVersion: 2\r\nBundle-SymbolicName: acme.greeter\r\n"
                + "Bundle-Version: " + version
                + "\r\nIsaac-Plugin: acme-greeter\r\nIsaac-Publisher: acme\r\nBundle-Description: Greets\r\n"
                + String.join("", more) + "\r\n";
        Path jar = folder.resolve("greeter-" + version + ".jar");
        Files.write(jar, ArchiveForge.withManifest(manifest).toByteArray());
        return jar;
    }

    /** A registry with a claim of acme, whose key is author.pem. */
    private Path registry() throws Exception {
        call(new RegistryInitCommand(), "reg").execute();
        call(new KeyCreateCommand(), "author.pem").execute();
        call(new RegistryClaimCommand(), "reg", "--publisher", "acme", "--owns", "acme-*", "--author-key", "author.pem")
                .execute();
        return folder.resolve("reg");
    }

    private Marketplace knowing(String name, Path registry) {
        return new FakeMarketplace(new RegistrySource(
                name, registry.resolve("public").toUri(), registry.resolve("public/metadata/1.root.json")));
    }

    @Test
    void everyCommandDescribesItselfAsItsComponentDoes() throws Exception {
        Marketplace none = new FakeMarketplace();
        List<Command> all = List.of(
                new KeyCreateCommand(),
                new KeyShowCommand(),
                new CheckCommand(),
                new SignCommand(),
                new SignJarCommand(),
                new VerifyCommand(none),
                new PublishCommand(none),
                new RegistryInitCommand(),
                new RegistryAddCommand(),
                new RegistryClaimCommand(),
                new RegistryCeremonyCommand(),
                new RegistryYankCommand(),
                new RegistryUnyankCommand(),
                new RegistryRotateCommand(),
                new RegistryRenewCommand(),
                new RegistryAdviseCommand(),
                new RegistryWithdrawCommand(),
                new RegistrySignCommand(),
                new RegistryPublishCommand(),
                new RegistryDiscardCommand(),
                new RegistryStatusCommand(),
                new RegistryMirrorCommand(none));
        for (Command command : all) {
            assertThat(Manifests.problems(command.manifest()))
                    .as(command.manifest().name())
                    .isEmpty();
            // Which annotation a component has is not seen at run time; the index of the distribution needs it.
            assertThat(command.manifest().category()).isIn(Categories.PUBLISHING, Categories.REGISTRIES);
        }
        assertThat(CommandCategory.class.isAnnotation()).isTrue();
    }

    @Test
    void signsInsideOfTheJar() throws Exception {
        Path keys = JarAuthor.make("Ann", CertificateForge.ec()).store(folder);
        Path jar = plugin("1.0.0");
        Map<String, byte[]> files = JarAuthor.unpack(Files.readAllBytes(jar));
        files.put("greeting.txt", new byte[] {'h', 'i'});
        Files.write(jar, JarAuthor.pack(files));
        assertThat(data(call(new CheckCommand(), jar.toString())).containsKey("jarSignature"))
                .isFalse();

        Map<?, ?> signed =
                data(call(new SignJarCommand(), jar.toString(), "--keystore", "Ann.p12", "--passphrase-env", "PASS")
                        .environment("PASS", JarAuthor.SECRET));

        assertThat(signed.get("signer")).isEqualTo("CN=Ann");
        assertThat(data(call(new CheckCommand(), jar.toString())).get("jarSignature"))
                .isEqualTo(Map.of("signer", "CN=Ann", "certificate", signed.get("certificate")));
        assertThat(call(new SignJarCommand(), jar.toString(), "--keystore", keys.toString())
                        .fault()
                        .code())
                .isEqualTo("jar-signature.several-signers");
    }

    @Test
    void fromAKeyToAPublishedPlugin() throws Exception {
        Path registry = registry();
        Path jar = plugin("1.0.0");

        Map<?, ?> checked = data(call(new CheckCommand(), jar.toString()));
        assertThat(checked.get("id")).isEqualTo("acme-greeter");
        assertThat((List<?>) checked.get("advice")).isNotEmpty();

        assertThat(call(new RegistryAddCommand(), "reg", jar.toString()).fault().code())
                .isEqualTo("registry.unknown-item");
        Map<?, ?> signed = data(call(new SignCommand(), jar.toString(), "--key", "author.pem"));
        assertThat(signed.get("statement"))
                .isEqualTo(folder.resolve("greeter-1.0.0.dsse.json").toString());
        assertThat(text(call(new VerifyCommand(new FakeMarketplace()), jar.toString(), "--key", "author.pem")
                        .execute()))
                .startsWith("acme-greeter 1.0.0 is exactly what its author signed");

        Map<?, ?> dry = data(call(new RegistryAddCommand(), "reg", jar.toString(), "--dry-run"));
        assertThat(dry.get("published")).isEqualTo(false);
        assertThat((List<?>) dry.get("files")).isNotEmpty();
        Map<?, ?> added = data(call(new RegistryAddCommand(), "reg", jar.toString()));
        assertThat(added.get("published")).isEqualTo(true);

        Marketplace marketplace = knowing("acme", registry);
        assertThat(text(call(new VerifyCommand(marketplace), jar.toString(), "--registry", "acme")
                        .execute()))
                .contains("published in registry 'acme'");
        Path next = plugin("1.1.0");
        Map<?, ?> published = data(
                call(new PublishCommand(marketplace), next.toString(), "--registry", "acme", "--key", "author.pem"));
        assertThat(published.get("published")).isEqualTo(true);
        assertThat(call(new PublishCommand(marketplace), next.toString(), "--registry", "elsewhere")
                        .fault()
                        .code())
                .isEqualTo("authoring.not-operated");
    }

    @Test
    void verifyRefusesWhatTheAuthorDidNotSign() throws Exception {
        Path registry = registry();
        Path jar = plugin("1.0.0");
        call(new SignCommand(), jar.toString(), "--key", "author.pem").execute();
        plugin("1.0.0", "Isaac-Author: somebody else\r\n");
        VerifyCommand verify = new VerifyCommand(knowing("acme", registry));

        assertThat(call(verify, jar.toString(), "--key", "author.pem").fault().code())
                .isEqualTo("trust.mismatch");
        assertThat(call(verify, jar.toString(), "--registry", "acme").fault().kind())
                .isEqualTo(FaultKind.VERIFICATION);
        call(new KeyCreateCommand(), "other.pem").execute();
        assertThat(call(verify, jar.toString(), "--key", "other.pem").fault().code())
                .isEqualTo("trust.unclaimed");
        call(new SignCommand(), jar.toString(), "--key", "other.pem").execute();
        assertThat(call(verify, jar.toString(), "--registry", "acme").fault().code())
                .isEqualTo("trust.unclaimed");
        assertThat(call(verify, jar.toString()).fault().code()).isEqualTo("authoring.verify-against");
        assertThat(call(verify, jar.toString(), "--registry", "nobody").fault().code())
                .isEqualTo("registry.not-found");
    }

    @Test
    void checkSaysWhyNoRegistryTakesAJar() throws Exception {
        Path jar = plugin("1.0.0", "DynamicImport-Package: *\r\n");

        Fault fault = call(new CheckCommand(), jar.toString()).fault();

        assertThat(fault.kind()).isEqualTo(FaultKind.VERIFICATION);
        assertThat(fault.code()).isEqualTo("archive.refused");
        assertThat(fault.message()).contains("archive.dynamic-import");
        assertThat(call(new CheckCommand(), "absent.jar").fault().code()).isEqualTo("authoring.file-missing");
    }

    @Test
    void passphrasesComeByPromptEnvironmentFileOrInput() throws Exception {
        call(new KeyCreateCommand(), "author.pem", "--ask-passphrase")
                .secretIs("open sesame")
                .execute();
        assertThat(folder.resolve("author.pem")).content().contains("ENCRYPTED");
        Path jar = plugin("1.0.0");
        String[] sign = {jar.toString(), "--key", "author.pem"};

        assertThat(call(new SignCommand(), sign).secretIs("open sesame").execute())
                .isInstanceOf(CommandResult.Text.class);
        assertThat(call(new SignCommand(), sign).secretIs("wrong").fault().code())
                .isEqualTo("key.passphrase");
        Fault unasked = call(new SignCommand(), sign).fault();
        assertThat(unasked.code()).isEqualTo("key.passphrase");
        assertThat(unasked.hint()).contains("--passphrase-env");
        assertThat(call(new SignCommand(), jar.toString(), "--key", "author.pem", "--passphrase-env", "PASS")
                        .environment("PASS", "open sesame")
                        .execute())
                .isNotNull();
        assertThat(call(new SignCommand(), jar.toString(), "--key", "author.pem", "--passphrase-stdin")
                        .input("open sesame\n")
                        .execute())
                .isNotNull();
        assertThat(call(
                                new SignCommand(),
                                jar.toString(),
                                "--key",
                                "author.pem",
                                "--passphrase-stdin",
                                "--passphrase-env",
                                "PASS")
                        .fault()
                        .code())
                .isEqualTo("authoring.passphrase-ways");
        assertThat(call(new KeyCreateCommand(), "author.pem").fault().code()).isEqualTo("authoring.file-exists");
    }

    @Test
    void whatIsHardToTakeBackIsAsked() throws Exception {
        Path jar = plugin("1.0.0");
        registry();
        call(new SignCommand(), jar.toString(), "--key", "author.pem").execute();
        call(new RegistryAddCommand(), "reg", jar.toString()).execute();
        String[] yank = {"reg", "acme-greeter", "1.0.0", "--reason", "loses names"};

        assertThat(call(new RegistryYankCommand(), yank).fault().code()).isEqualTo("command.declined");
        FakeInvocation asked = call(new RegistryYankCommand(), yank).answer(true);
        assertThat(data(asked).get("published")).isEqualTo(true);
        assertThat(asked.asked()).singleElement().satisfies(question -> assertThat(question.details())
                .contains("Reason: loses names"));
        assertThat(data(call(new RegistryUnyankCommand(), "reg", "acme-greeter", "1.0.0"))
                        .get("published"))
                .isEqualTo(true);

        String[] advise = {
            "reg", "--id", "ACME-1", "--plugin", "acme-greeter", "--severity", "high", "--reason", "loses names"
        };
        assertThat(call(new RegistryAdviseCommand(), advise).fault().code()).isEqualTo("command.declined");
        call(new RegistryAdviseCommand(), advise).answer(true).execute();
        assertThat(data(call(new RegistryStatusCommand(), "reg")).get("advisories"))
                .isEqualTo(List.of("ACME-1"));
        call(new RegistryWithdrawCommand(), "reg", "ACME-1").answer(true).execute();
        assertThat(call(new RegistryAdviseCommand(), "reg", "--id", "A", "--severity", "low", "--reason", "r")
                        .answer(true)
                        .fault()
                        .code())
                .isEqualTo("authoring.usage");

        call(new KeyCreateCommand(), "timestamp-2.pem").execute();
        String[] rotate = {"reg", "timestamp", "--add", "timestamp-2.pem"};
        assertThat(call(new RegistryRotateCommand(), rotate).fault().code()).isEqualTo("command.declined");
        assertThat(data(call(new RegistryRotateCommand(), rotate).answer(true)).get("published"))
                .isEqualTo(true);
    }

    @Test
    void whatLacksSignaturesWaitsForThem() throws Exception {
        call(new KeyCreateCommand(), "claimed.pem").execute();
        call(new KeyShowCommand(), "claimed.pem", "--out", "claimed.json").execute();
        CommandResult initialised = call(new RegistryInitCommand(), "reg", "--key", "claimed=claimed.json")
                .execute();
        assertThat(text(initialised)).contains("staged for signatures: 1 of claimed");
        assertThat(call(new RegistryPublishCommand(), "reg").fault().code()).isEqualTo("registry.signatures-missing");

        assertThat(text(call(new RegistrySignCommand(), "reg", "--key", "claimed.pem")
                        .execute()))
                .contains("registry publish");
        assertThat(data(call(new RegistryPublishCommand(), "reg")).get("published"))
                .isEqualTo(true);

        call(new KeyCreateCommand(), "author.pem").execute();
        call(new RegistryClaimCommand(), "reg", "--publisher", "acme", "--owns", "acme-*", "--author-key", "author.pem")
                .execute();
        assertThat(text(call(new RegistryCeremonyCommand(), "reg", "acme").execute()))
                .contains("1 of claimed");
        assertThat(call(new RegistryDiscardCommand(), "reg").fault().code()).isEqualTo("command.declined");
        call(new RegistryDiscardCommand(), "reg").answer(true).execute();
        assertThat(call(new RegistryPublishCommand(), "reg").fault().code()).isEqualTo("registry.nothing-staged");
    }

    @Test
    void statusTellsOfExpiryAndFailsWhenAnAlarmIsAskedFor() throws Exception {
        call(new RegistryInitCommand(), "reg", "--validity", "root=20", "--validity", "timestamp=2")
                .execute();

        assertThat(text(call(new RegistryStatusCommand(), "reg").execute())).contains("root", "timestamp", "1 of 1");
        assertThat(text(FakeInvocation.of(new RegistryStatusCommand())
                        .directory(folder.resolve("reg"))
                        .execute()))
                .contains("root");
        assertThat(data(call(new RegistryStatusCommand(), "reg", "--alarm", "7"))
                        .get("alarm"))
                .isEqualTo("none");
        assertThat(data(call(new RegistryRenewCommand(), "reg", "--within", "30"))
                        .get("published"))
                .isEqualTo(true);
        assertThat(call(new RegistryStatusCommand(), "nowhere").fault().code()).isEqualTo("registry.missing");
        assertThat(call(new RegistryInitCommand(), "reg").fault().code()).isEqualTo("registry.folder-taken");
        assertThat(call(new RegistryInitCommand(), "reg2", "--threshold", "root")
                        .fault()
                        .code())
                .isEqualTo("authoring.usage");
    }

    @Test
    void mirrorsAndPacks() throws Exception {
        Path registry = registry();
        Path jar = plugin("1.0.0");
        call(new SignCommand(), jar.toString(), "--key", "author.pem").execute();
        call(new RegistryAddCommand(), "reg", jar.toString()).execute();
        RegistryMirrorCommand mirror = new RegistryMirrorCommand(knowing("acme", registry));

        assertThat(data(call(mirror, "acme", "copy")).get("filesWritten")).isNotEqualTo(0);
        assertThat(data(call(mirror, "acme", "copy")).get("filesWritten")).isEqualTo(0);
        assertThat(folder.resolve("copy/metadata/timestamp.json"))
                .hasSameBinaryContentAs(registry.resolve("public/metadata/timestamp.json"));
        Map<?, ?> fromCopy = data(
                call(mirror, "copy", "copy2", "--root", "reg/public/metadata/1.root.json", "--plugin", "acme-greeter"));
        assertThat(fromCopy.get("filesWritten")).isNotEqualTo(0);

        Map<?, ?> packed = data(call(mirror, "acme", "--package", "greeter.isaac", "--plugin", "acme-greeter"));
        assertThat(packed.get("plugins")).isEqualTo(List.of("acme-greeter@1.0.0"));
        assertThat(RegistryPackage.open(folder.resolve("greeter.isaac")).plugins())
                .containsExactly("acme-greeter@1.0.0");

        assertThat(call(mirror, "acme").fault().code()).isEqualTo("authoring.mirror-what");
        assertThat(call(mirror, "acme", "--package", "x.isaac").fault().code()).isEqualTo("authoring.package-empty");
        assertThat(call(mirror, "nobody", "copy3").fault().code()).isEqualTo("registry.not-found");
        assertThat(call(mirror, "acme", "--package", "x.isaac", "--plugin", "absent")
                        .fault()
                        .code())
                .isEqualTo("trust.not-found");
        assertThat(folder.resolve("x.isaac")).doesNotExist();
        try (var left = Files.list(folder)) {
            assertThat(left.map(file -> String.valueOf(file.getFileName())))
                    .noneMatch(name -> name.startsWith(".package-"));
        }
    }
}
