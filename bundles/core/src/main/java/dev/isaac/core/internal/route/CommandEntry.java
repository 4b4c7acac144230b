package dev.isaac.core.internal.route;

import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandOutline;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One registered command: its name at once, the command itself and its manifest when somebody needs them. Thread-safe. */
public final class CommandEntry implements Comparable<CommandEntry> {

    private static final System.Logger LOG = System.getLogger(CommandEntry.class.getName());

    private final String name;
    private final List<String> aliases;
    private final int ranking;
    private final long id;
    private final long bundle;
    private final Supplier<@Nullable Command> source;
    private final Told told;
    private @Nullable Command command;
    private @Nullable CommandManifest manifest;
    private boolean broken;
    private boolean retired;

    /**
     * What a registration says of a command.
     *
     * @param category the heading in the help; {@code null} when it does not say
     * @param summary one line; {@code null} when it does not say
     */
    public record Told(@Nullable String category, @Nullable String summary) {}

    /**
     * Where a command is registered.
     *
     * @param ranking the service ranking; the higher wins
     * @param id the service id; of equal rankings the lower wins
     * @param bundle the bundle that owns it; {@link #NO_BUNDLE}: none that could change
     */
    public record Registration(int ranking, long id, long bundle) {}

    /** The owner of commands that no bundle registered. */
    public static final long NO_BUNDLE = -1;

    /**
     * @param name the full name
     * @param aliases other full names
     * @param ranking the service ranking; the higher wins
     * @param id the service id; of equal rankings the lower wins
     * @param source makes the command; {@code null} when it is gone
     */
    public CommandEntry(String name, List<String> aliases, int ranking, long id, Supplier<@Nullable Command> source) {
        this(name, aliases, new Told(null, null), ranking, id, source);
    }

    /**
     * With what is known without the command.
     *
     * @param told what the registration says of it
     */
    public CommandEntry(
            String name, List<String> aliases, Told told, int ranking, long id, Supplier<@Nullable Command> source) {
        this(name, aliases, told, new Registration(ranking, id, NO_BUNDLE), source);
    }

    /** With all that a registration says. */
    public CommandEntry(
            String name, List<String> aliases, Told told, Registration from, Supplier<@Nullable Command> source) {
        this.told = told;
        this.name = name;
        this.aliases = List.copyOf(aliases);
        this.ranking = from.ranking();
        this.id = from.id();
        this.bundle = from.bundle();
        this.source = source;
    }

    /** The full name. */
    public String name() {
        return name;
    }

    /** The bundle that owns the command; {@link #NO_BUNDLE}: none that could change. */
    public long bundle() {
        return bundle;
    }

    /** Only the name stays, and what is known of the command; its code is let go. */
    public synchronized void retire() {
        retired = true;
        command = null;
    }

    /** Whether only the name is left. */
    synchronized boolean isRetired() {
        return retired;
    }

    /** Other full names. */
    public List<String> aliases() {
        return aliases;
    }

    /** One line about it; of the registration, or else of the manifest; empty when neither says. */
    public String summary() {
        String known = told.summary();
        return known != null ? known : manifest().map(CommandManifest::summary).orElse("");
    }

    /** The outline; of the registration, or else of the manifest, and empty when that is. */
    public Optional<CommandOutline> outline() {
        String category = told.category();
        String summary = told.summary();
        return category != null && summary != null
                ? Optional.of(new CommandOutline(name, aliases, category, summary))
                : manifest().map(CommandOutline::of);
    }

    /** The command; empty when it is gone or broken. */
    public Optional<Command> command() {
        load();
        synchronized (this) {
            return broken ? Optional.empty() : Optional.ofNullable(command);
        }
    }

    /** The manifest; empty when the command is gone, failed to describe itself, or has another name than it says. */
    public Optional<CommandManifest> manifest() {
        load();
        synchronized (this) {
            return Optional.ofNullable(manifest);
        }
    }

    private synchronized void load() {
        if (manifest != null || broken || retired) {
            return;
        }
        try {
            Command loaded = source.get();
            if (loaded == null) {
                return;
            }
            CommandManifest described = loaded.manifest();
            if (described == null || !described.name().equals(name)) {
                broken = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "command left out: registered as {0} but its manifest says {1}",
                        name,
                        described == null ? "nothing" : described.name());
                return;
            }
            command = loaded;
            manifest = described;
        } catch (Throwable e) { // a plugin may throw anything; the shell goes on
            if (e instanceof ThreadDeath) {
                throw e;
            }
            broken = true;
            LOG.log(System.Logger.Level.WARNING, "command left out: " + name + " failed to describe itself", e);
        }
    }

    @Override
    public int compareTo(CommandEntry other) {
        int byRanking = Integer.compare(other.ranking, ranking);
        return byRanking != 0 ? byRanking : Long.compare(id, other.id);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
