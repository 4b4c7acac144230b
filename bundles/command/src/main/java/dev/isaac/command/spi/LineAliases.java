package dev.isaac.command.spi;

import dev.isaac.command.CommandException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The aliases that the user keeps in the home, which all shells of the home share, and those of plugins. What {@code alias} and
 * {@code unalias} of the native shell define is no part of it: that belongs to one session and goes first. A service; thread-safe.
 */
@ProviderType
public interface LineAliases {

    /**
     * An alias as it is now.
     *
     * @param definition name, line and category
     * @param enabled whether lines may use it
     * @param source {@code user}, or the symbolic name of the bundle that brings it
     */
    record Entry(AliasDefinition definition, boolean enabled, String source) {}

    /** The {@link Entry#source} of what the user added. */
    String USER = "user";

    /** The user's, then those of plugins, each by name. */
    List<Entry> all();

    /**
     * Whether an alias can be: its name is one that lines can begin with, its line can be read, and its arguments stand where
     * they can be put in.
     *
     * @throws CommandException {@code alias.name}, {@code alias.line} or {@code alias.argument}
     */
    void check(AliasDefinition definition) throws CommandException;

    /**
     * Adds aliases of the user, all or none, in the place of those with the same names.
     *
     * @throws CommandException what {@link #check} throws, or {@code alias.not-written}
     */
    void put(List<AliasDefinition> definitions) throws CommandException;

    /**
     * Removes an alias of the user.
     *
     * @throws CommandException {@code alias.unknown} or {@code alias.not-written}
     */
    void remove(String name) throws CommandException;

    /**
     * Lets lines use an alias of the user or a plugin, or no longer.
     *
     * @throws CommandException {@code alias.unknown} or {@code alias.not-written}
     */
    void enable(String name, boolean enabled) throws CommandException;
}
