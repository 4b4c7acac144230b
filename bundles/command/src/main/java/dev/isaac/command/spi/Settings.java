package dev.isaac.command.spi;

import dev.isaac.command.CommandException;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The user's settings, kept in the home. Keys are dotted lower-case words. Thread-safe. */
@ProviderType
public interface Settings {

    /** The value that the user or the distribution set, or the default of the definition. */
    Optional<String> get(String key);

    /**
     * Sets a value for good.
     *
     * @throws CommandException {@code config.unknown-key}, {@code config.bad-value}, {@code config.locked}
     */
    void set(String key, String value) throws CommandException;

    /** All known keys with their values. */
    Map<String, String> all();
}
