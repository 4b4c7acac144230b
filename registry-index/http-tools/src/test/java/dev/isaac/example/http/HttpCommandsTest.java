package dev.isaac.example.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.isaac.command.Command;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Tier;
import dev.isaac.example.http.api.HttpCall;
import dev.isaac.example.http.api.HttpCallException;
import dev.isaac.plugin.kit.FakeCancellation;
import dev.isaac.plugin.kit.FakeInvocation;
import dev.isaac.plugin.kit.Manifests;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpCommandsTest {

    private final JdkCaller caller = new JdkCaller();
    private final GetCommand get = new GetCommand(caller);
    private final PostCommand post = new PostCommand(caller);
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch silence = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private HttpServer server;
    private String base;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        answer("/json", 200, "application/json", "{\"a\":[1,{}],\"b\":\"x,{\\\"\"}");
        answer("/text", 200, "text/plain; charset=ISO-8859-1", "gr\u00fcn\u001b[31m");
        answer("/binary", 200, "image/png", "\u0000\u0001");
        answer("/missing", 404, "text/plain", "no");
        answer("/empty", 204, "text/plain", "");
        redirect("/moved", 302, "/json?token=abc");
        redirect("/see", 303, "/echo");
        redirect("/keep", 307, "/echo");
        redirect("/loop", 302, "/loop");
        redirect("/nowhere", 302, "gopher://x/");
        server.createContext("/echo", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            send(exchange, 200, "text/plain", "echo");
        });
        server.createContext("/silent", exchange -> {
            await();
            exchange.close();
        });
        server.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await();
            exchange.close();
        });
        server.createContext("/breaks", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        silence.countDown();
        caller.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void await() {
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(String path, int status, String type, String body) {
        server.createContext(path, exchange -> send(exchange, status, type, body));
    }

    private void redirect(String path, int status, String location) {
        server.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private FakeInvocation call(Command command, String... words) {
        return FakeInvocation.of(command).words(words).directory(folder);
    }

    private static String text(CommandResult result) {
        assertThat(result).isInstanceOf(CommandResult.Text.class);
        return ((CommandResult.Text) result).text();
    }

    @Test
    void manifestsAreComplete() {
        for (Command command : List.of(
                get,
                post,
                new HeadCommand(caller),
                new PutCommand(caller),
                new PatchCommand(caller),
                new DeleteCommand(caller))) {
            assertThat(Manifests.problems(command.manifest())).isEmpty();
        }
        assertThat(new DeleteCommand(caller).manifest().tier()).isEqualTo(Tier.CONFIRM);
    }

    @Test
    void showsStatusTimeHeadersAndLaidOutJson() throws Exception {
        CommandResult result = call(get, base + "/json").execute();
        assertThat(text(result))
                .matches("(?s)HTTP/1.1 200 OK · \\d+ ms · 24 bytes\n.*content-type: application/json\n.*")
                .endsWith("""

                        {
                          "a": [
                            1,
                            {}
                          ],
                          "b": "x,{\\""
                        }""");
        assertThat(((CommandResult.Text) result).data())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("status", 200)
                .containsEntry("size", 24)
                .containsEntry("url", base + "/json")
                .containsEntry("body", "{\"a\":[1,{}],\"b\":\"x,{\\\"\"}");
    }

    @Test
    void aServerCannotSteerTheTerminal() throws Exception {
        assertThat(text(call(get, base + "/text").execute())).endsWith("\n\ngrün\uFFFD[31m");
    }

    @Test
    void namesBinaryBodiesAndLeavesOutEmptyOnes() throws Exception {
        assertThat(text(call(get, base + "/binary").execute()))
                .endsWith("(2 bytes of image/png; --output FILE keeps them)");
        assertThat(text(call(get, base + "/empty").execute())).startsWith("HTTP/1.1 204 No Content · ");
        assertThat(text(call(new HeadCommand(caller), base + "/json").execute()))
                .contains("content-length: 24")
                .doesNotContain("\n\n");
    }

    @Test
    void passesTheBareBodyOn() throws Exception {
        FakeInvocation call = call(get, base + "/binary", "--body");
        assertThat(call.execute()).isEqualTo(CommandResult.nothing());
        assertThat(call.writtenBytes()).containsExactly(0, 1);
    }

    @Test
    void anErrorStatusIsAnAnswerUnlessItMustNotBe() throws Exception {
        assertThat(text(call(get, base + "/missing").execute())).startsWith("HTTP/1.1 404 Not Found");
        Fault fault = call(get, base + "/missing", "--fail").fault();
        assertThat(fault.code()).isEqualTo("http.status");
        assertThat(fault.details()).containsEntry("status", 404);
    }

    @Test
    void keepsDownloadsOnlyWhenTheyAreComplete() throws Exception {
        assertThat(text(call(get, base + "/json", "-o", "f").execute())).contains("24 bytes in ");
        assertThat(folder.resolve("f")).content().startsWith("{\"a\"");

        FakeInvocation no = call(get, base + "/text", "-o", "f");
        assertThat(no.fault().code()).isEqualTo("command.declined");
        assertThat(no.asked().get(0).question()).startsWith("Replace ");

        assertThat(call(get, base + "/breaks", "-o", "f").answer(true).fault().code())
                .isEqualTo("http.broken");
        assertThat(folder.resolve("f")).content().startsWith("{\"a\"");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
        assertThat(call(get, base + "/json", "-o", "no/f").fault().code()).isEqualTo("http.no-folder");
    }

    @Test
    void sendsWhatItIsGiven() throws Exception {
        Files.writeString(folder.resolve("data"), "from a file");
        call(post, base + "/echo?x=1", "--data", "a=b").execute();
        call(post, base + "/echo", "--json-body", "{}", "--header", "X-Y: z").execute();
        call(post, base + "/echo", "--data", "@data", "-H", "Content-Type: text/x")
                .execute();
        call(post, base + "/echo", "--data", "-").input("from a pipe").execute();
        call(new PutCommand(caller), base + "/echo", "--token-env", "T")
                .environment("T", "t0k")
                .execute();
        call(new PatchCommand(caller), base + "/echo").execute();
        call(new DeleteCommand(caller), base.replace("//", "//me:p%20w@") + "/echo")
                .execute();
        assertThat(seen)
                .containsExactly(
                        "POST /echo?x=1 application/x-www-form-urlencoded null a=b",
                        "POST /echo application/json null {}",
                        "POST /echo text/x null from a file",
                        "POST /echo application/octet-stream null from a pipe",
                        "PUT /echo null Bearer t0k ",
                        "PATCH /echo null null ",
                        "DELETE /echo null Basic bWU6cCB3 ");
    }

    @Test
    void followsRedirectsWhenAsked() throws Exception {
        assertThat(text(call(get, base + "/moved").execute()))
                .startsWith("HTTP/1.1 302 Found")
                .contains("location: /json?token=***");
        assertThat(text(call(get, base + "/moved", "--follow").execute())).startsWith("HTTP/1.1 200 OK");
        call(post, base + "/see", "-f", "--data", "x").execute();
        call(post, base + "/keep", "-f", "--data", "x", "-H", "Authorization: same host")
                .execute();
        assertThat(seen)
                .containsExactly("GET /echo null null ", "POST /echo application/x-www-form-urlencoded same host x");
        assertThat(call(get, base + "/loop", "-f").fault().code()).isEqualTo("http.redirect");
        assertThat(call(get, base + "/nowhere", "-f").fault().code()).isEqualTo("http.bad-request");
    }

    @Test
    void credentialsStayWithTheirHost() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", base + "/echo");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        other.start();
        try {
            call(get, "http://me:pw@127.0.0.1:" + other.getAddress().getPort() + "/", "-f", "-H", "Cookie: c")
                    .execute();
        } finally {
            other.stop(0);
        }
        assertThat(seen).containsExactly("GET /echo null null ");
    }

    @Test
    void saysWhyThereIsNoAnswer() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(call(get, "http://127.0.0.1:" + free + "/").fault())
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("http.unreachable"))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.UNAVAILABLE));
        assertThat(call(get, "http://name.invalid/").fault().message())
                .isEqualTo("The name name.invalid is not known.");
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> {
                try (Socket socket = plain.accept()) {
                    socket.getOutputStream().write("no TLS here\r\n".getBytes(StandardCharsets.UTF_8));
                    socket.shutdownOutput();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(call(get, "https://127.0.0.1:" + plain.getLocalPort() + "/")
                            .fault()
                            .code())
                    .isEqualTo("http.tls");
        }
        assertThat(call(get, base + "/silent", "--timeout", "100ms").fault().message())
                .endsWith("did not answer within 100 ms.");
        assertThat(call(get, base + "/stalls", "--timeout", "100ms").fault().message())
                .isEqualTo("The server fell silent in the middle of the answer.");
        assertThat(call(get, base + "/breaks").fault().code()).isEqualTo("http.broken");
    }

    @Test
    void interruptionEndsTheWaiting() throws Exception {
        FakeInvocation call = call(get, base + "/silent");
        threads.execute(() -> call.cancellation().cancel());
        assertThat(call.fault().kind()).isEqualTo(FaultKind.INTERRUPTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://example.org/|http.bad-request",
                "http:///path|http.bad-request",
                "http://127.0.0.1/ --timeout 0s|http.bad-timeout",
                "http://127.0.0.1/ -H nonsense|http.bad-header",
                "http://127.0.0.1/ -H Host:x|http.bad-request",
                "http://127.0.0.1/ --data a --json-body b|http.two-bodies",
                "http://127.0.0.1/ --data @nowhere|http.no-file",
                "http://127.0.0.1/ --token-env NO|http.no-token",
                "http://127.0.0.1/ --body -o x|http.two-outputs"
            })
    void refusesWhatCannotBeSent(String words, String code) {
        assertThat(call(post, words.split(" ")).fault().code()).isEqualTo(code);
    }

    @Test
    void completesTheSchemeThatPeopleLeaveOut() throws Exception {
        call(get, base.replace("http://", "") + "/echo").execute();
        call(get, base.replace("http://127.0.0.1", "localhost") + "/echo").execute();
        assertThat(seen).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "https://me:secret@h/p, https://h/p",
        "https://h/p?a=1&api_key=x&Token=y#f, https://h/p?a=1&api_key=***&Token=***#f",
        "https://h/@user, https://h/@user",
        "https://h?key=1, https://h?key=***"
    })
    void addressesAreShownWithoutCredentials(String address, String shown) {
        assertThat(Addresses.shown(address)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[", "}", "{\"a", "\\", "[[]]", "{ }"})
    void layoutMovesOnlyBlanks(String text) {
        assertThat(JsonLayout.of(text).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    }

    @Test
    void nothingIsSentAfterThePluginStopped() {
        caller.close();
        assertThatExceptionOfType(HttpCallException.class)
                .isThrownBy(() -> caller.call(HttpCall.of("GET", URI.create(base)), new FakeCancellation()))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(HttpCallException.Kind.INTERRUPTED));
    }

    @Test
    void completesHeadersAndSchemes() {
        assertThat(get.complete(new CompletionRequest("--header", "acc", List.of(), folder)))
                .extracting(completion -> Map.entry(completion.value(), completion.complete()))
                .containsExactly(Map.entry("Accept: application/json", true), Map.entry("Accept-Language: ", false));
        assertThat(get.complete(new CompletionRequest("url", "https", List.of(), folder)))
                .hasSize(1);
        assertThat(get.complete(new CompletionRequest("--timeout", "", List.of(), folder)))
                .isEmpty();
    }
}
