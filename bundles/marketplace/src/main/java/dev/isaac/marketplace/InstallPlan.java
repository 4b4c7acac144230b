package dev.isaac.marketplace;

import dev.isaac.command.Confirmation;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a change would do, worked out before anything happens. Immutable; made by {@link Marketplace#plan}. It holds for
 * the state of the home in which it was made: when somebody else changed the same plugins in between, applying it is
 * refused with {@code plugin.state-changed}.
 */
@ProviderType
public interface InstallPlan {

    /** What happens, in the order in which it happens. */
    List<PlannedChange> changes();

    /** Things worth knowing, one sentence each. */
    List<String> notes();

    /** Plugins that stop for a moment because one that they use changes; ids, sorted. */
    List<PluginId> restarted();

    /** Commands that will be gone or interrupted for a moment, sorted. */
    List<String> interruptedCommands();

    /** The symbolic names of the bundles that are refreshed: those that change, and those that are wired to them; sorted. */
    List<String> refreshedBundles();

    /** The interfaces of services of plugins that go, or are gone for a moment; sorted. */
    List<String> interruptedServices();

    /** How versions that come differ from those that are there; only those that differ. */
    List<PlanDifference> differences();

    /** How many bytes will be fetched. */
    long downloadBytes();

    /**
     * SHA-256 in lower-case hex over everything above but the bundles and services that run at the moment: names exactly
     * this plan.
     */
    String digest();

    /** What must be agreed to before; empty: nothing beyond the request itself. */
    List<Confirmation> confirmations();

    /** Whether there is nothing to do. */
    boolean isEmpty();

    /** The plan in plain JSON types. */
    Map<String, Object> toData();

    /** The plan for people, one line each. */
    List<String> lines();
}
