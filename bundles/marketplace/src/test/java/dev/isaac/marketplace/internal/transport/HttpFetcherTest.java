package dev.isaac.marketplace.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.testing.http.Behaviour;
import dev.isaac.testing.http.FaultyHttpServer;
import dev.isaac.testing.http.Request;
import dev.isaac.trust.Digests;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.FetchException.Kind;
import dev.isaac.trust.tuf.Fetcher;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from a server that fails in every way in which servers and networks do. */
class HttpFetcherTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int LENGTH = 200_000;

    @TempDir
    private Path folder;

    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final Clock clock = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
    private FaultyHttpServer server;
    private byte[] content;
    private String name;

    @BeforeEach
    void serve() throws Exception {
        content = new byte[LENGTH];
        new Random(1).nextBytes(content);
        name = "plugins/alpha/" + Digests.sha256(content) + ".alpha.jar";
        write("reg/targets/" + name, content);
        server = FaultyHttpServer.serving(folder.resolve("www"));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void write(String file, byte[] bytes) throws Exception {
        Path path = folder.resolve("www").resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
    }

    private Fetcher fetcher(String part, Patience patience) {
        Stopwatch stopwatch = new Stopwatch() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration time) {
                pauses.add(time);
            }
        };
        Transport transport = new Transport(
                patience,
                new Proxies(Map.of(), name -> null),
                Optional::empty,
                folder.resolve("cache"),
                stopwatch,
                clock,
                new Random(7));
        return transport.open(server.address().resolve("reg/"), part, Optional.empty());
    }

    private static Patience patience(int attempts) {
        return new Patience(
                Duration.ofSeconds(10), SHORT, SHORT, 1024, attempts, Duration.ofMillis(500), Duration.ofSeconds(10));
    }

    private byte[] jar() throws FetchException {
        return fetcher("targets/", patience(4)).fetch(name, LENGTH);
    }

    private static FetchException refused(Fetcher fetcher, String path, long maxLength) {
        return Objects.requireNonNull(
                catchThrowableOfType(FetchException.class, () -> fetcher.fetch(path, maxLength)),
                "nothing was refused");
    }

    private List<Path> halves() throws Exception {
        Path part = folder.resolve("cache/part");
        if (!Files.exists(part)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(part)) {
            return files.toList();
        }
    }

    static Stream<Behaviour> passing() {
        return Stream.of(
                Behaviour.resetAfter(70_000),
                Behaviour.truncateAfter(70_000),
                Behaviour.stall(),
                Behaviour.stallAfter(70_000),
                Behaviour.brokenChunks(),
                Behaviour.drip(10, Duration.ofMillis(50)),
                Behaviour.noise(),
                Behaviour.status(500),
                Behaviour.status(503, "Retry-After: 3"),
                Behaviour.status(429, "Retry-After: Mon, 01 Jun 2026 00:00:05 GMT"),
                Behaviour.status(416),
                Behaviour.notModified(),
                Behaviour.otherPart(500));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatPassesIsTriedAgain(Behaviour behaviour) throws Exception {
        server.next(".jar", behaviour);

        assertThat(jar()).isEqualTo(content);

        assertThat(server.requests(".jar")).hasSize(2);
        assertThat(pauses).hasSize(1);
        assertThat(halves()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b/c.jar", "http:x/y", "a:/b", "//127.0.0.1:1/x", "100%x/y"})
    void noPathIsTakenForAnotherAddress(String path) {
        assertThat(refused(fetcher("targets/", patience(1)), path, 10).kind()).isEqualTo(FetchException.Kind.NOT_FOUND);
    }

    @Test
    void connectionThatBreaksAtOnceIsMadeAnew() throws Exception {
        // Java itself tries once more where nothing came; so it takes two to reach our own patience.
        server.next(".jar", Behaviour.reset(), Behaviour.reset());

        assertThat(jar()).isEqualTo(content);

        assertThat(pauses).hasSize(1);
    }

    @Test
    void wrongLengthIsNoLength() throws Exception {
        server.always(".jar", Behaviour.lengthLie(LENGTH + 1000));
        assertThat(refused(fetcher("targets/", patience(2)), name, LENGTH).kind())
                .isEqualTo(Kind.TOO_LONG);
        assertThat(refused(fetcher("targets/", patience(2)), name, 2 * LENGTH))
                .hasMessageContaining("200000 of 201000 bytes");

        server.heal().always(".jar", Behaviour.lengthLie(1000));
        assertThat(refused(fetcher("targets/", patience(2)), name, LENGTH).kind())
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void goesOnWhereItBrokeOff() throws Exception {
        server.next(".jar", Behaviour.resetAfter(70_000), Behaviour.truncateAfter(50_000));

        assertThat(jar()).isEqualTo(content);

        List<Request> requests = server.requests(".jar");
        assertThat(requests).hasSize(3);
        assertThat(requests.get(0).header("Range")).isEmpty();
        String etag = requests.get(1).header("If-Range");
        assertThat(etag).startsWith("\"");
        // A reset may take bytes with it that were on the way; what an orderly end follows arrived.
        assertThat(requests.get(1).header("Range")).matches("bytes=[1-9][0-9]*-");
        int first = Integer.parseInt(requests.get(1).header("Range").replaceAll("[^0-9]", ""));
        assertThat(first).isLessThanOrEqualTo(70_000);
        assertThat(requests.get(2).header("Range")).isEqualTo("bytes=" + (first + 50_000) + "-");
    }

    @Test
    void anotherProcessGoesOnToo() throws Exception {
        server.always(".jar", Behaviour.truncateAfter(70_000));
        FetchException refused = refused(fetcher("targets/", patience(1)), name, LENGTH);
        assertThat(refused.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(refused).hasMessageContaining("70000 of 200000 bytes");
        assertThat(halves()).singleElement().asString().endsWith(".half");
        server.heal().forget();

        assertThat(jar()).isEqualTo(content);

        assertThat(server.requests(".jar"))
                .extracting(request -> request.header("Range"))
                .containsExactly("bytes=70000-");
        assertThat(halves()).isEmpty();
    }

    @Test
    void changedFileIsFetchedFromItsBeginning() throws Exception {
        server.always(".jar", Behaviour.truncateAfter(70_000));
        refused(fetcher("targets/", patience(1)), name, LENGTH);
        byte[] other = content.clone();
        other[0] ^= 1;
        write("reg/targets/" + name, other);
        server.heal();

        assertThat(jar())
                .as("whether it is the right one is for the signed digest to say")
                .isEqualTo(other);
    }

    @Test
    void partsOfTwoFilesDoNotBecomeOne() throws Exception {
        byte[] other = new byte[LENGTH];
        server.next(".jar", Behaviour.truncateAfter(70_000), Behaviour.partOf(other));

        assertThat(jar()).isEqualTo(content);

        assertThat(server.requests(".jar")).hasSize(3);
    }

    @Test
    void damagedHalfDoesNoHarm() throws Exception {
        server.always(".jar", Behaviour.truncateAfter(70_000));
        refused(fetcher("targets/", patience(1)), name, LENGTH);
        Path half = halves().get(0);
        byte[] bytes = Files.readAllBytes(half);
        bytes[bytes.length - 1] ^= 1;
        Files.write(half, bytes);
        server.heal().forget();

        assertThat(jar()).isEqualTo(content);

        assertThat(server.requests(".jar")).hasSize(2);
    }

    @Test
    void oldHalvesGo() throws Exception {
        Path old = folder.resolve("cache/part/old.half");
        Files.createDirectories(old.getParent());
        Files.writeString(old, "x");
        Files.setLastModifiedTime(old, FileTime.from(clock.instant().minus(Duration.ofDays(8))));
        server.always(".jar", Behaviour.truncateAfter(70_000));

        refused(fetcher("targets/", patience(1)), name, LENGTH);

        assertThat(halves()).hasSize(1).doesNotContain(old);
    }

    @Test
    void waitsGrowAndDiffer() {
        server.always(".jar", Behaviour.status(500));

        FetchException refused = refused(fetcher("targets/", patience(4)), name, LENGTH);

        assertThat(refused.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(refused).hasMessageContaining("in 4 attempts").hasMessageContaining("500");
        assertThat(pauses).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Duration bound = Duration.ofMillis(500L << i);
            assertThat(pauses.get(i)).isBetween(bound.dividedBy(2), bound);
            assertThat(pauses.get(i)).isNotEqualTo(bound.dividedBy(2)).isNotEqualTo(bound);
        }
    }

    @Test
    void serverNamesTheWait() throws Exception {
        server.next(".jar", Behaviour.status(503, "Retry-After: 4"));

        jar();

        assertThat(pauses).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void longWaitIsLeftToThePerson() {
        server.always(".jar", Behaviour.status(503, "Retry-After: 3600"));

        assertThat(refused(fetcher("targets/", patience(4)), name, LENGTH)).hasMessageContaining("503");

        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 403})
    void missingIsNoFailure(int status) {
        server.always(".jar", Behaviour.status(status));

        assertThat(refused(fetcher("targets/", patience(4)), name, LENGTH).kind())
                .isEqualTo(Kind.NOT_FOUND);

        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 405, 451, 501, 505})
    void whatStaysIsNotTriedAgain(int status) {
        server.always(".jar", Behaviour.status(status));

        assertThat(refused(fetcher("targets/", patience(4)), name, LENGTH).kind())
                .isEqualTo(Kind.UNREACHABLE);

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void nobodyListening() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Transport transport =
                Transport.of(folder, Map.of(), name -> null, Optional::empty, Patience.DEFAULT, clock, new Random(1));
        Fetcher fetcher = transport.open(URI.create("http://127.0.0.1:" + free + "/"), "metadata/", Optional.empty());

        assertThat(refused(fetcher, "1.root.json", 10).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void longerThanAllowedIsNotRead() {
        server.next("big.json", Behaviour.endless());

        assertThat(refused(fetcher("metadata/", patience(1)), "big.json", 100_000)
                        .kind())
                .isEqualTo(Kind.TOO_LONG);
        assertThat(refused(fetcher("targets/", patience(1)), name, LENGTH - 1).kind())
                .isEqualTo(Kind.TOO_LONG);
    }

    @Test
    void headersThatDoNotEndAreGivenUp() {
        server.always(".jar", Behaviour.dripHeaders(Duration.ofMillis(20)));
        Patience hasty = new Patience(
                SHORT, Duration.ofSeconds(30), SHORT, 1024, 1, Duration.ofMillis(1), Duration.ofSeconds(1));

        assertThat(refused(fetcher("targets/", hasty), name, LENGTH)).hasMessageContaining("headers");
    }

    @Test
    void unchangedTimestampIsNotSentAgain() throws Exception {
        write("reg/metadata/timestamp.json", "one".getBytes(StandardCharsets.UTF_8));
        assertThat(fetcher("metadata/", patience(1)).fetch("timestamp.json", 100))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("one");

        byte[] again = fetcher("metadata/", patience(1)).fetch("timestamp.json", 100);

        assertThat(again).asString(StandardCharsets.UTF_8).isEqualTo("one");
        List<Request> requests = server.requests("timestamp.json");
        assertThat(requests.get(0).header("If-None-Match")).isEmpty();
        assertThat(requests.get(1).header("If-None-Match")).startsWith("\"");
        assertThat(requests.get(1).header("If-Modified-Since")).endsWith("GMT");

        write("reg/metadata/timestamp.json", "two".getBytes(StandardCharsets.UTF_8));
        assertThat(fetcher("metadata/", patience(1)).fetch("timestamp.json", 100))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("two");
    }

    @Test
    void damagedAnswerIsAskedForAnew() throws Exception {
        write("reg/metadata/timestamp.json", "one".getBytes(StandardCharsets.UTF_8));
        fetcher("metadata/", patience(1)).fetch("timestamp.json", 100);
        Path kept;
        try (Stream<Path> files = Files.list(folder.resolve("cache/http"))) {
            kept = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Files.writeString(kept, Files.readString(kept).replace("b25l", "dHdv"));

        byte[] again = fetcher("metadata/", patience(1)).fetch("timestamp.json", 100);

        assertThat(again).asString(StandardCharsets.UTF_8).isEqualTo("one");
        assertThat(server.requests("timestamp.json").get(1).header("If-None-Match"))
                .isEmpty();
    }

    @Test
    void redirectsAreFollowedWithinBounds() throws Exception {
        server.next(".jar", Behaviour.redirect("/reg/targets/" + name + "?elsewhere"), Behaviour.resetAfter(70_000));
        server.always("?elsewhere", Behaviour.redirect("/reg/targets/" + name));
        assertThat(jar()).isEqualTo(content);

        server.heal().always(".jar", Behaviour.redirect("/reg/targets/" + name));
        assertThat(refused(fetcher("targets/", patience(1)), name, LENGTH)).hasMessageContaining("without end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/x",
                "file:///etc/passwd",
                "http://user:secret@127.0.0.1/",
                "jar:x!/y",
                "http:///x"
            })
    void redirectsAwayFromTheWebAreRefused(String location) {
        server.always(".jar", Behaviour.redirect(location));

        FetchException refused = refused(fetcher("targets/", patience(1)), name, LENGTH);

        assertThat(refused.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(refused).hasMessageContaining("redirects").hasMessageContaining("refused");
    }

    @Test
    void connectionIsUsedAgain() throws Exception {
        write("reg/metadata/1.root.json", "root".getBytes(StandardCharsets.UTF_8));
        Fetcher fetcher = fetcher("metadata/", patience(1));
        fetcher.fetch("1.root.json", 100);
        refused(fetcher, "2.root.json", 100);
        fetcher.fetch("1.root.json", 100);

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void roleNamesStayEncoded() throws Exception {
        write("reg/metadata/1.a%2Fb.json", "role".getBytes(StandardCharsets.UTF_8));
        write("reg/targets/a b+c.json", "target".getBytes(StandardCharsets.UTF_8));

        assertThat(fetcher("metadata/", patience(1)).fetch("1.a%2Fb.json", 100)).hasSize(4);
        assertThat(fetcher("targets/", patience(1)).fetch("a b+c.json", 100)).hasSize(6);
        assertThat(server.requests().get(0).target()).endsWith("1.a%2Fb.json");
    }
}
