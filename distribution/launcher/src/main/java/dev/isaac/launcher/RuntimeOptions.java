package dev.isaac.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How a runtime is started. Immutable; the {@code with…} methods return changed copies.
 *
 * @param home the user's folder; created when it is missing
 * @param distribution the folder with {@code lib}, {@code features} and {@code etc}
 * @param mode where the classes of the host bundles come from
 * @param startLevel up to which start level bundles are started, 1 to 100; 10 is enough for commands, 20 adds what an
 *     interactive prompt needs
 * @param stopTimeout how long {@link IsaacRuntime#close()} waits for the framework to stop
 */
public record RuntimeOptions(Path home, Path distribution, Mode mode, int startLevel, Duration stopTimeout) {

    /** Start level of the host, enough to run commands. */
    public static final int HOST_LEVEL = 10;

    public RuntimeOptions {
        home = home.toAbsolutePath().normalize();
        distribution = distribution.toAbsolutePath().normalize();
        Objects.requireNonNull(mode);
        if (startLevel < 1 || startLevel > 100) {
            throw new IllegalArgumentException("start level must be 1 to 100: " + startLevel);
        }
        if (stopTimeout.isNegative() || stopTimeout.isZero()) {
            throw new IllegalArgumentException("the stop time-out must be positive: " + stopTimeout);
        }
    }

    /** Options for an application: host bundles are installed, each with its own class loader. */
    public static RuntimeOptions of(Path home, Path distribution) {
        return new RuntimeOptions(home, distribution, Mode.BUNDLES, HOST_LEVEL, Duration.ofSeconds(10));
    }

    /** The same with another mode. */
    public RuntimeOptions withMode(Mode value) {
        return new RuntimeOptions(home, distribution, value, startLevel, stopTimeout);
    }

    /** The same with another start level. */
    public RuntimeOptions withStartLevel(int value) {
        return new RuntimeOptions(home, distribution, mode, value, stopTimeout);
    }

    /** The same with another time to wait at the end. */
    public RuntimeOptions withStopTimeout(Duration value) {
        return new RuntimeOptions(home, distribution, mode, startLevel, value);
    }

    /** Where the classes of the host bundles come from. */
    public enum Mode {
        /** From the class path of the launcher, which must hold every jar of {@code lib}: the fastest start. */
        CLASS_PATH,
        /** From the jars of the distribution, each installed as a bundle; the application shares only the API. */
        BUNDLES
    }
}
