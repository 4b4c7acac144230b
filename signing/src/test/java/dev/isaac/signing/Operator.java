package dev.isaac.signing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Somebody who types command lines of {@link Main}, with the passphrase {@code secret} in {@code PASS}. */
final class Operator {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    String stdin = "";
    Instant now = Instant.parse("2026-06-01T12:00:00Z");

    /** Runs one command line; returns its exit code. */
    int run(String... args) {
        out.reset();
        err.reset();
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                        Map.of("PASS", "secret"),
                        Passphrases.none(),
                        Clock.fixed(now, ZoneOffset.UTC))
                .run(args);
    }

    /** What the last command line printed. */
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What the last command line complained of. */
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
