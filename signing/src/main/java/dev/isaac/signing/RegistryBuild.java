package dev.isaac.signing;

import dev.isaac.signing.internal.PluginJar;
import dev.isaac.signing.internal.RegistryAssembly;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds a static registry from plugin jars, as docs/registry-format.md describes it. Keys and the memory of former
 * builds lie in a folder of their own: a build with the same inputs leaves every file as it is. What is published was
 * verified by the client that users have.
 */
public final class RegistryBuild {

    /**
     * What to build.
     *
     * @param config the registry's configuration file
     * @param jars jars, or folders whose jars are taken
     * @param out the registry's folder
     * @param keys the folder with keys and the memory of former builds; keys are made there when missing
     * @param rootOut where a copy of the newest root goes
     * @param validity how long documents are valid
     */
    public record Request(Path config, List<Path> jars, Path out, Path keys, Path rootOut, Duration validity) {

        public Request {
            jars = List.copyOf(jars);
        }
    }

    /**
     * What came of it.
     *
     * @param plugins how many plugins the registry has
     * @param versions how many versions of them
     * @param filesWritten how many files changed
     */
    public record Summary(int plugins, int versions, int filesWritten) {}

    private final Clock clock;
    private final SecureRandom random;

    /** With a clock for the time of signing, and randomness for new keys. */
    public RegistryBuild(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * Builds, verifies and publishes.
     *
     * @throws TrustException when a jar is refused, a publisher's claim does not cover a plugin, or the result does not
     *     verify; nothing was published then
     */
    public Summary run(Request request) throws TrustException, IOException {
        List<PluginJar> jars = new ArrayList<>();
        for (Path place : request.jars()) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> list = Files.list(place)) {
                    for (Path jar : list.filter(file -> file.toString().endsWith(".jar"))
                            .sorted()
                            .toList()) {
                        jars.add(PluginJar.read(jar));
                    }
                }
            } else {
                jars.add(PluginJar.read(place));
            }
        }
        return new RegistryAssembly(clock.instant(), random).run(request, jars);
    }
}
