package dev.isaac.testing.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.isaac.command.CommandResult;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.RuntimeOptions;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

final class PluginsInShellTest {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("isaac.test.distribution"));

    @TempDir
    private Path folder;

    private IsaacRuntime isaac;

    @BeforeEach
    void start() throws Exception {
        isaac = IsaacRuntime.start(RuntimeOptions.of(folder.resolve("home"), DISTRIBUTION));
    }

    @AfterEach
    void stop() throws Exception {
        isaac.close();
    }

    private TestSurface run(String line) {
        TestSurface surface = new TestSurface();
        int code = isaac.execute(line, surface);
        assertThat(surface.faults()).as(line).isEmpty();
        assertThat(code).as(line).isZero();
        return surface;
    }

    private String refused(String line) {
        TestSurface surface = new TestSurface();
        assertThat(isaac.execute(line, surface)).as(line).isNotZero();
        return surface.faults().get(0).code();
    }

    private Bundle bundle(String id) {
        return Stream.of(isaac.context().getBundles())
                .filter(bundle -> ("dev.isaac.example." + id).equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNewVersionBringsItsCommandAndUninstallationTakesAll() {
        run("marketplace install git-helpers@1.0.0");
        assertThat(run("repo summary").last()).isInstanceOf(CommandResult.Details.class);
        assertThat(refused("repo stale")).isEqualTo("command.not-found");
        run("marketplace update git-helpers");
        assertThat(run("repo stale --older-than 0s").last())
                .isInstanceOfAny(CommandResult.Table.class, CommandResult.Text.class);
        assertThat(run("repo authors --since 36500d").rows()).isNotEmpty();
        run("marketplace uninstall git-helpers");
        assertThat(refused("repo summary")).isEqualTo("command.not-found");
    }

    @Test
    void notesOutliveARestartAndAnUninstallation() throws Exception {
        run("marketplace install notes");
        assertThat(run("notes add 'Call the dentist' --tag home").text()).isEqualTo("note 1");
        isaac.close();
        start();
        assertThat(run("notes list").rows())
                .singleElement()
                .extracting(row -> row.get("text"))
                .isEqualTo("Call the dentist");
        run("marketplace uninstall notes");
        run("marketplace install notes");
        assertThat(run("notes list").rows()).hasSize(1);
        run("marketplace uninstall notes --purge");
        run("marketplace install notes");
        assertThat(run("notes list").text()).isEqualTo("No notes.");
    }

    @Test
    void notesOutliveAnUpdateThatChangesTheirFormat() {
        run("marketplace install notes@1.0.0");
        run("notes add 'Call the dentist' --tag home");
        run("marketplace update notes");
        assertThat(run("notes list").rows())
                .singleElement()
                .extracting(row -> row.get("text"))
                .isEqualTo("Call the dentist");
        run("notes add 'Send the report' --due 2026-01-02");
        assertThat(run("notes list --overdue").rows())
                .singleElement()
                .extracting(row -> row.get("due"))
                .isEqualTo("2026-01-02");
        assertThat(run("notes list --tag home").rows()).hasSize(1);
    }

    @Test
    void aPluginComesWithThePluginsThatItNeeds() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"name\":\"shop\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            run("marketplace install api-tools");
            Path file = folder.resolve("api.json");
            Files.writeString(file, """
                    {"requests": [{"name": "shop", "path": "/", "expect": {"json": {"$.name": "shop"}}}]}""");
            assertThat(run("api check " + file + " --base " + base).rows())
                    .singleElement()
                    .extracting(row -> row.get("result"))
                    .isEqualTo("ok");
            assertThat(run("http get " + base + " --body | json query name --raw")
                            .text())
                    .isEqualTo("shop");
            assertThat(refused("marketplace uninstall json-tools")).startsWith("plugin.");
            assertThat(run("json check " + file).text()).startsWith("valid: 1 document");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void hashesWhatComesThroughAPipe() throws Exception {
        run("marketplace install hash-tools json-tools");
        Path file = folder.resolve("a.json");
        Files.writeString(file, "[1]\n");
        assertThat(run("json pretty --compact " + file + " | hash file")
                        .rows()
                        .get(0)
                        .get("hash"))
                .isEqualTo(run("hash file " + file).rows().get(0).get("hash"));
        assertThat(run("json pretty " + file).written()).isEqualTo("[\n  1\n]\n");
    }

    @Test
    void pluginsLeaveNoClassLoaderAndNoBundleBehind() throws Exception {
        run("marketplace install git-helpers http-tools json-tools notes");
        run("repo summary");
        run("notes add x");
        run("json query '$.dependencies[?(@.a in [1,2])]' " + json());
        assertThat(refused("http get http://127.0.0.1:9/ --timeout 1s")).startsWith("http.");
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Map<String, Reference<Object>> held = new TreeMap<>();
        for (String id : List.of("git-helpers", "http-tools", "json-tools", "notes")) {
            Bundle bundle = bundle(id);
            held.put("bundle " + id, new WeakReference<>(bundle, queue));
            held.put(
                    "loader of " + id,
                    new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader(), queue));
        }
        run("marketplace uninstall git-helpers http-tools json-tools notes");
        // The client of the JDK looks every three seconds whether it is still needed.
        int gone = 0;
        for (int attempt = 0; attempt < 100 && gone < held.size(); attempt++) {
            System.gc();
            gone += queue.remove(200) == null ? 0 : 1;
        }
        held.values().removeIf(reference -> reference.refersTo(null));
        assertThat(held.keySet()).isEmpty();
    }

    private Path json() throws Exception {
        Path file = folder.resolve("doc.json");
        Files.writeString(file, "{\"dependencies\":[{\"a\":1}]}");
        return file;
    }
}
