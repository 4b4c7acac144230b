package dev.isaac.marketplace.internal.transport;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The way to registries: opens what reads from a folder or a web server. What it holds of the network is used only where a
 * registry has such an address. Thread-safe.
 *
 * @param patience how long servers are waited for
 * @param proxies which proxy leads to an address
 * @param extraAuthorities a PEM file with authorities that are trusted beside Java's, as the user set it
 * @param cache the folder of answers that may be asked for again, and of half downloads
 * @param stopwatch measures and waits
 * @param clock tells what a server's date means
 * @param random spreads the waiting
 */
public record Transport(
        Patience patience,
        Proxies proxies,
        Supplier<Optional<Path>> extraAuthorities,
        Path cache,
        Stopwatch stopwatch,
        Clock clock,
        RandomGenerator random) {

    /** As a process has it. */
    public static Transport of(
            Path home,
            Map<String, String> environment,
            Function<String, @Nullable String> properties,
            Supplier<Optional<Path>> extraAuthorities,
            Patience patience,
            Clock clock,
            RandomGenerator random) {
        return new Transport(
                patience,
                new Proxies(environment, properties),
                extraAuthorities,
                home.resolve("cache"),
                Stopwatch.SYSTEM,
                clock,
                random);
    }

    /** Whether an address is that of a folder on this machine. */
    public static boolean isFolder(URI address) {
        return "file".equals(address.getScheme());
    }

    /**
     * Opens a part of a registry.
     *
     * @param registry its address, ending with a slash
     * @param part {@code metadata/} or {@code targets/}
     * @param authorities the PEM file with the only authorities whose certificates the server may have; empty: Java's
     *     and the user's
     */
    public FollowedFetcher open(URI registry, String part, Optional<Path> authorities) {
        if (isFolder(registry)) {
            return new FolderFetcher(Path.of(registry), part);
        }
        return HttpFetcher.of(registry.resolve(part), authorities, this);
    }
}
