package dev.isaac.marketplace;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.Progress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The marketplace: an OSGi service, thread-safe. Whoever calls, the same plan and the same checks hold.
 *
 * <p>Methods that take a {@link Progress} may use the network; what is worth knowing, such as a registry that could not
 * be reached while its last signed state is still valid, is told there. A registry that cannot be reached is never
 * reported as an empty one.
 */
@ProviderType
public interface Marketplace {

    /** The configured registries, in the order in which they are asked. */
    List<RegistryInfo> registries() throws CommandException;

    /**
     * Where a configured registry is.
     *
     * @throws CommandException {@code registry.not-found}
     */
    RegistrySource source(String name) throws CommandException;

    /**
     * Adds a registry to the user's configuration, after it was asked once.
     *
     * @throws CommandException {@code registry.exists}, {@code registry.bad-location}, {@code registry.bad-root}, {@code
     *     registry.root-mismatch}, …
     */
    RegistryInfo addRegistry(NewRegistry registry, Progress progress) throws CommandException;

    /**
     * Forgets a registry that the user added, with its trusted metadata. Installed plugins stay.
     *
     * @throws CommandException {@code registry.not-found}, or {@code registry.built-in}
     */
    void removeRegistry(String name) throws CommandException;

    /** Finds plugins, best first. */
    List<PluginSummary> search(SearchQuery query, Progress progress) throws CommandException;

    /**
     * The most downloaded plugins.
     *
     * @return empty when no registry keeps statistics
     */
    Optional<List<PluginSummary>> popular(int limit, Progress progress) throws CommandException;

    /**
     * The plugins with the most downloads in the last 30 days.
     *
     * @return empty when no registry keeps statistics
     */
    Optional<List<PluginSummary>> trending(int limit, Progress progress) throws CommandException;

    /** Everything about one plugin. */
    PluginDetails info(PluginSelector selector, Progress progress) throws CommandException;

    /** All published versions, newest first. */
    List<Release> versions(PluginId id, Progress progress) throws CommandException;

    /**
     * What is known of the catalogues without any network: for completion. A registry on this machine is read when nothing
     * is known of it yet. Never fails; may be empty.
     */
    List<PluginSummary> known();

    /** The installed plugins, sorted by name. */
    List<InstalledPlugin> installed() throws CommandException;

    /** The installed plugins of which there is something newer. */
    List<Outdated> outdated(Progress progress) throws CommandException;

    /**
     * Checks installed plugins: the stored bytes against state and signature, these against what their registries sign today,
     * and all against the advisories. A registry that cannot be asked is told as a warning.
     *
     * @param id one plugin; empty: all
     */
    List<Verification> verify(Optional<PluginId> id, Progress progress) throws CommandException;

    /** Works out what a change would do. Changes nothing. */
    InstallPlan plan(PlanRequest request, Progress progress) throws CommandException;

    /**
     * Does what a plan says, entirely or not at all: after a failure the state before it stands, with the plugins of
     * before running.
     *
     * @param accepted the digests of those {@link InstallPlan#confirmations()} that were agreed to
     * @throws CommandException {@code plugin.consent-missing} when an agreement is missing, and the code of whatever
     *     check said no
     */
    List<InstalledPlugin> apply(
            InstallPlan plan, Collection<String> accepted, Progress progress, Cancellation cancellation)
            throws CommandException;

    /**
     * Keeps a plugin at its version: no update, and no need of another plugin, moves it. A rollback does.
     *
     * @param reason shown wherever it holds something up; not empty
     * @throws CommandException {@code plugin.not-installed}
     */
    void pin(PluginId id, String reason, Progress progress, Cancellation cancellation) throws CommandException;

    /** Lets a plugin that was pinned be updated again; does nothing when it is not pinned. */
    void unpin(PluginId id, Progress progress, Cancellation cancellation) throws CommandException;

    /**
     * Who changed what, and when.
     *
     * @return the oldest first
     * @throws CommandException {@code history.damaged} when a line was altered or is missing
     */
    List<HistoryEntry> history() throws CommandException;

    /** What is installed, for {@link PlanRequest.Sync}. */
    PluginLock lock() throws CommandException;
}
