package dev.isaac.marketplace.internal;

import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.SettingDefinition;
import dev.isaac.command.spi.Settings;
import dev.isaac.marketplace.internal.policy.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * The settings of the marketplace: declared for {@code config}, and read at each question. Tells {@code doctor} what of them cannot
 * be heeded, as after a slip in {@code config.json}. Thread-safe.
 */
final class MarketplaceSettings implements HealthCheck {

    private static final String CA_FILE = "marketplace.ca-file";
    private static final String INTERVAL = "marketplace.check-interval";
    private static final String DEFAULT_INTERVAL = "6h";
    private static final String OFF = "off";
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final BundleContext context;
    private final Path home;

    MarketplaceSettings(BundleContext context, Path home) {
        this.context = context;
        this.home = home;
    }

    /** Registers one service for each setting; they vanish with the bundle. */
    void declare() {
        context.registerService(
                SettingDefinition.class,
                new SettingDefinition(
                        CA_FILE,
                        "A PEM file with authorities that are trusted beside Java's for registries at https: addresses",
                        "",
                        List.of()),
                null);
        context.registerService(
                SettingDefinition.class,
                new SettingDefinition(
                        INTERVAL,
                        "How often an open prompt asks registries for advisories and newer versions: 30m, 6h, 1d, or off",
                        DEFAULT_INTERVAL,
                        List.of(),
                        Span.FORM + "|" + OFF),
                null);
    }

    /** How often registries are asked by themselves; empty: never. What cannot be read counts as the default, see {@link #check}. */
    Optional<Duration> interval() {
        String text = value(INTERVAL).orElse(DEFAULT_INTERVAL).strip();
        if (text.equals(OFF)) {
            return Optional.empty();
        }
        Duration interval =
                Span.parse(text).or(() -> Span.parse(DEFAULT_INTERVAL)).orElseThrow();
        return Optional.of(interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval);
    }

    @Override
    public List<Finding> check() {
        String text = value(INTERVAL).orElse(DEFAULT_INTERVAL).strip();
        if (text.equals(OFF) || Span.parse(text).isPresent()) {
            return List.of(new Finding(INTERVAL, Status.OK, "Registries are asked by themselves: " + text + ".", ""));
        }
        return List.of(new Finding(
                INTERVAL,
                Status.WARNING,
                "The setting is '" + text + "', which is no span of time, so " + DEFAULT_INTERVAL + " holds.",
                "config set " + INTERVAL + " 6h, for example; or 30m, 1d, off."));
    }

    /** The file with more authorities; relative to the home. */
    Optional<Path> authorities() {
        return value(CA_FILE).filter(text -> !text.isBlank()).map(text -> home.resolve(text.strip()));
    }

    private Optional<String> value(String key) {
        ServiceReference<Settings> reference = context.getServiceReference(Settings.class);
        Settings settings = reference == null ? null : context.getService(reference);
        if (settings == null) {
            return Optional.empty();
        }
        try {
            return settings.get(key);
        } finally {
            context.ungetService(reference);
        }
    }
}
