package dev.isaac.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.testing.archives.ForgedEntry;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.author.Claims;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.StatementEnvelope;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonLimits;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.permission.PermissionException;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.TargetFile;
import dev.isaac.trust.tuf.TrustedRole;
import dev.isaac.trust.tuf.TufClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryBuildTest {

    private static final String COMPONENT = """
            <?xml version="1.0"?>
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="acme.Hello">
              <property name="isaac.command.name" value="hello world"/>
              <property name="isaac.command.summary">Say hello</property>
              <implementation class="acme.Hello"/>
            </scr:component>
            """;

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-06-01T12:00:00Z");

    @BeforeEach
    void writeConfigurationAndJars() throws IOException {
        configure("");
        jar("tools-1.0.0", plugin("tools", "1.0.0"));
        jar(
                "tools-1.1.0",
                plugin(
                        "tools",
                        "1.1.0",
                        "Bundle-Description: Useful tools",
                        "Isaac-Tags: one, two",
                        "Isaac-Platforms: linux, macos-aarch64",
                        "Isaac-Permissions: network:*.example.org",
                        "Import-Package: dev.isaac.command;version=\"[1.0,2)\"",
                        "Service-Component: OSGI-INF/hello.xml",
                        "Require-Capability: osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\","
                                + "isaac.plugin;filter:=\"(&(isaac.plugin=base)(version>=1.0)(!(version>=2.0)))\""));
        jar("base-2.0.0", plugin("base", "2.0.0.beta"));
    }

    private void configure(String more) throws IOException {
        Files.writeString(
                folder.resolve("registry.json"),
                "{\"format\":1,\"publishers\":[{\"publisher\":\"acme\",\"name\":\"ACME\",\"plugins\":[\"tools\",\"base\"],"
                        + "\"keys\":[\"ed25519\"]}]" + more + "}");
    }

    private static ArchiveForge plugin(String id, String version, String... headers) {
        StringBuilder manifest = new StringBuilder("Manifest-Version: 1.0\nBundle-ManifestVersion: 2\n");
        manifest.append("Bundle-SymbolicName: acme.")
                .append(id)
                .append("\nBundle-Version: ")
                .append(version);
        manifest.append("\nIsaac-Plugin: ").append(id).append("\nIsaac-Publisher: acme\n");
        for (String header : headers) {
            manifest.append(header).append('\n');
        }
        return ArchiveForge.withManifest(manifest.toString()).add(ForgedEntry.stored("OSGI-INF/hello.xml", COMPONENT));
    }

    private void jar(String name, ArchiveForge forge) throws IOException {
        Files.createDirectories(folder.resolve("jars"));
        Files.write(folder.resolve("jars").resolve(name + ".jar"), forge.toByteArray());
    }

    private RegistryBuild.Summary build() throws TrustException, IOException {
        return new RegistryBuild(Clock.fixed(now, ZoneOffset.UTC), new SecureRandom())
                .run(new RegistryBuild.Request(
                        folder.resolve("registry.json"),
                        List.of(folder.resolve("jars")),
                        folder.resolve("out"),
                        folder.resolve("keys"),
                        folder.resolve("root.json"),
                        Duration.ofDays(1095)));
    }

    private TufClient client() throws TrustException, IOException {
        MetadataStore store = MetadataStore.folder(folder.resolve("trusted"));
        if (store.read("root").isEmpty()) {
            TufClient.init(store, Files.readAllBytes(folder.resolve("root.json")));
        }
        TufClient client = TufClient.open(
                store,
                new FileFetcher(folder.resolve("out/metadata")),
                new FileFetcher(folder.resolve("out/targets")),
                Clock.fixed(now, ZoneOffset.UTC));
        client.refresh();
        return client;
    }

    private static byte[] download(TufClient client, String path) throws TrustException {
        TargetFile file = client.target(path).orElseThrow();
        return client.download(file);
    }

    private static JsonObject json(TufClient client, String path) throws TrustException {
        return Json.parseObject(download(client, path), JsonLimits.WITH_DECIMALS);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), Files.getLastModifiedTime(file).toString());
            }
        }
        return contents;
    }

    @Test
    void aClientFindsAndVerifiesWhatWasBuilt() throws Exception {
        RegistryBuild.Summary summary = build();
        TufClient client = client();

        assertThat(summary.plugins()).isEqualTo(2);
        assertThat(summary.versions()).isEqualTo(3);
        JsonObject index = json(client, "plugins/tools.json");
        assertThat(index.string("publisher")).isEqualTo("acme");
        assertThat(index.objects("versions"))
                .extracting(version -> version.string("version"))
                .containsExactly("1.1.0", "1.0.0");
        JsonObject newest = index.objects("versions").get(0);
        assertThat(newest.string("status")).isEqualTo("available");
        assertThat(newest.string("published")).isEqualTo("2026-06-01T12:00:00Z");
        assertThat(newest.string("hostApi")).isEqualTo("[1.0,2)");
        assertThat(newest.integer("java")).isEqualTo(17);
        assertThat(newest.strings("platforms")).containsExactly("linux", "macos-aarch64");
        assertThat(newest.strings("permissions")).containsExactly("network:*.example.org");
        assertThat(newest.strings("flags")).isEmpty();
        assertThat(newest.objects("requires").get(0))
                .hasToString("{\"plugin\":\"base\",\"range\":\"[1.0,2.0)\",\"optional\":false}");
        assertThat(newest.objects("commands").get(0))
                .hasToString("{\"name\":\"hello world\",\"summary\":\"Say hello\"}");

        Claim claim = new Claims(client).owner("tools").orElseThrow();
        PluginStatement statement = StatementEnvelope.parse(download(client, newest.string("statement")))
                .verify(claim.keys())
                .statement();
        assertThat(statement.sha256()).isEqualTo(newest.string("sha256"));
        assertThat(download(client, newest.string("file")))
                .isEqualTo(Files.readAllBytes(folder.resolve("jars/tools-1.1.0.jar")));

        List<JsonObject> catalog = json(client, "catalog.json").objects("plugins");
        assertThat(catalog).extracting(entry -> entry.string("id")).containsExactly("base", "tools");
        assertThat(catalog.get(1).string("version")).isEqualTo("1.1.0");
        assertThat(catalog.get(1).string("summary")).isEqualTo("Useful tools");
        assertThat(catalog.get(1).strings("tags")).containsExactly("one", "two");
        assertThat(catalog.get(1).string("author")).isEqualTo("ACME");
        assertThat(catalog.get(0).string("version")).isEqualTo("2.0.0.beta");
        assertThat(client.target("statistics.json")).isEmpty();
    }

    @Test
    void aSecondBuildChangesNothing() throws Exception {
        build();
        Map<String, String> before = contents();
        now = now.plus(Duration.ofDays(30));

        assertThat(build().filesWritten()).isZero();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aNewPluginRaisesVersionsUnderTheSameRoot() throws Exception {
        build();
        client();
        byte[] root = Files.readAllBytes(folder.resolve("root.json"));
        jar("base-2.1.0", plugin("base", "2.1.0"));
        build();

        TufClient client = client();

        assertThat(Files.readAllBytes(folder.resolve("root.json"))).isEqualTo(root);
        assertThat(client.trustedRoles()).extracting(TrustedRole::version).containsExactly(1L, 2L, 2L, 1L);
        assertThat(json(client, "plugins/base.json").objects("versions")).hasSize(2);
    }

    @Test
    void metadataIsSignedAnewBeforeItExpires() throws Exception {
        build();
        client();
        now = now.plus(Duration.ofDays(700));

        assertThat(build().filesWritten()).isGreaterThan(5);
        assertThat(client().trustedRoles()).allMatch(role -> role.version() == 2);
    }

    @Test
    void aLostOutputIsBuiltAgainWithTheSameMetadata() throws Exception {
        build();
        client();
        Files.delete(folder.resolve("out/metadata/timestamp.json"));
        Files.delete(folder.resolve("out/metadata/1.snapshot.json"));

        assertThat(build().filesWritten()).isEqualTo(2);
        assertThat(client().trustedRoles()).allMatch(role -> role.version() == 1);
    }

    @Test
    void thresholdsBinsYanksStatisticsAndAdvisoriesComeFromTheConfiguration() throws Exception {
        configure("""
                ,"roles":{"root":{"keys":3,"threshold":2}},"bins":32,
                "yanked":[{"plugin":"tools","version":"1.1.0","reason":"loses notes"}],
                "published":{"tools@1.0.0":"2020-01-01T00:00:00Z"},
                "statistics":{"format":1,"generated":"2026-01-01T00:00:00Z","plugins":{"tools":{"downloads":5,"rating":4.2}}},
                "advisories":[{"id":"A-1","plugin":"tools","range":"[1.1,2)","severity":"high","reason":"x","since":"2026-01-01T00:00:00Z"}]
                """);
        build();
        TufClient client = client();

        JsonObject root = Json.parseObject(Files.readAllBytes(folder.resolve("root.json")));
        assertThat(root.objects("signatures")).hasSize(3);
        assertThat(root.object("signed").object("roles").object("root").integer("threshold"))
                .isEqualTo(2);
        List<JsonObject> versions = json(client, "plugins/tools.json").objects("versions");
        assertThat(versions.get(0).string("status")).isEqualTo("yanked");
        assertThat(versions.get(0).string("reason")).isEqualTo("loses notes");
        assertThat(versions.get(1).string("published")).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(json(client, "catalog.json").objects("plugins").get(1).string("version"))
                .isEqualTo("1.0.0");
        assertThat(json(client, "statistics.json")
                        .object("plugins")
                        .object("tools")
                        .number("rating", 0))
                .isEqualTo(4.2);
        assertThat(json(client, "advisories.json").objects("advisories")).hasSize(1);
    }

    private void assertRefused(Kind kind) {
        assertThatExceptionOfType(TrustException.class).isThrownBy(this::build).satisfies(e -> assertThat(e.kind())
                .isEqualTo(kind));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void refusesAJarThatTheInspectorRefuses() throws IOException {
        jar("bad", plugin("tools", "3.0.0").with(forge -> forge.trailing = new byte[1]));

        assertRefused(Kind.ARCHIVE);
    }

    @Test
    void refusesAPluginThatNoClaimCovers() throws IOException {
        jar("other", plugin("other", "1.0.0"));

        assertRefused(Kind.UNCLAIMED);
    }

    @Test
    void refusesAPluginOfAnotherPublisher() throws IOException {
        configure(",\"bins\":1");
        Files.writeString(
                folder.resolve("registry.json"),
                Files.readString(folder.resolve("registry.json"))
                        .replace("\"publisher\":\"acme\"", "\"publisher\":\"zeta\""));

        assertRefused(Kind.UNCLAIMED);
    }

    @Test
    void refusesOneVersionTwice() throws IOException {
        jar("again", plugin("tools", "1.1.0"));

        assertRefused(Kind.MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Isaac-Plugin: UPPER\nIsaac-Publisher: acme\nBundle-Version: 1.0.0\n",
                "Isaac-Plugin: tools\nBundle-Version: 1.0.0\n",
                "Isaac-Plugin: tools\nIsaac-Publisher: acme\nBundle-Version: 1.0\n",
                "Isaac-Plugin: tools\nIsaac-Publisher: acme\nBundle-Version: 1.0.0\nRequire-Capability: isaac.plugin\n",
            })
    void refusesIncompleteManifests(String headers) throws IOException {
        jar(
                "incomplete",
                ArchiveForge.withManifest(
                        "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: a\n" + headers));

        assertRefused(Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"tpyo\":1",
                ",\"bins\":3",
                ",\"bins\":0",
                ",\"publishers\":[]",
            })
    void refusesConfigurationsThatSayNothingSensible(String more) throws IOException {
        configure(more);

        assertRefused(Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"publisher\":\"A\",\"plugins\":[],\"keys\":[\"ed25519\"]}",
                "{\"publisher\":\"a\",\"plugins\":[\"*\"],\"keys\":[\"ed25519\"]}",
                "{\"publisher\":\"a\",\"plugins\":[],\"keys\":[]}",
                "{\"publisher\":\"a\",\"plugins\":[],\"keys\":[\"ed25519\"],\"role\":\"root\"}",
            })
    void refusesMalformedPublishers(String publisher) throws IOException {
        Files.writeString(folder.resolve("registry.json"), "{\"format\":1,\"publishers\":[" + publisher + "]}");

        assertRefused(Kind.MALFORMED);
    }

    @Test
    void listsWhatNoPermissionCovers() throws Exception {
        String name = "dev/isaac/signing/RegistryBuildTest$Reflective.class";
        byte[] code;
        try (InputStream in = RegistryBuildTest.class.getClassLoader().getResourceAsStream(name)) {
            code = in.readAllBytes();
        }
        jar(
                "tools-1.2.0",
                plugin("tools", "1.2.0", "Bundle-Activator: " + Reflective.class.getName())
                        .add(ForgedEntry.stored(name, code)));

        build();

        TufClient client = client();
        JsonObject newest =
                json(client, "plugins/tools.json").objects("versions").get(0);
        assertThat(newest.string("version")).isEqualTo("1.2.0");
        assertThat(newest.strings("flags")).containsExactly("reflection");
    }

    /** Finds a class by a name that somebody gives. */
    static final class Reflective {
        Class<?> find(String name) throws ClassNotFoundException {
            return Class.forName(name);
        }
    }

    @Test
    void refusesCodeThatDoesWhatThePluginDoesNotDeclare() throws Exception {
        String name = "dev/isaac/signing/FileFetcher.class";
        byte[] code;
        try (InputStream in = RegistryBuildTest.class.getClassLoader().getResourceAsStream(name)) {
            code = in.readAllBytes();
        }
        String activator = "Bundle-Activator: dev.isaac.signing.FileFetcher";
        jar("tools-1.2.0", plugin("tools", "1.2.0", activator).add(ForgedEntry.stored(name, code)));

        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(this::build)
                .withMessageContaining("tools-1.2.0.jar cannot be published: its code reads files")
                .withMessageContaining("dev.isaac.signing.FileFetcher uses java.nio.file.Files")
                .satisfies(e -> assertThat(e.code()).isEqualTo("permission.undeclared"));

        jar(
                "tools-1.2.0",
                plugin(
                                "tools",
                                "1.2.0",
                                activator,
                                "Isaac-Permissions: read:directory, service:dev.isaac.trust.tuf.Fetcher")
                        .add(ForgedEntry.stored(name, code)));
        assertThat(build().toString()).isNotEmpty();
    }
}
