package dev.isaac.marketplace.internal.watch;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.internal.install.Engine;
import dev.isaac.marketplace.internal.policy.Policy;
import dev.isaac.marketplace.internal.policy.PolicySource;
import dev.isaac.marketplace.internal.registry.Registries;
import dev.isaac.marketplace.internal.registry.Registry.Freshness;
import dev.isaac.marketplace.internal.registry.RegistryConfig;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.StateFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What one round does: heed the advisories that another process of this home learned of; and, when it is time, ask the
 * registries of installed plugins for theirs, and see to newer versions. Used by one thread.
 */
public final class Rounds {

    private static final System.Logger LOG = System.getLogger(Rounds.class.getName());

    private final Registries registries;
    private final PolicySource policies;
    private final Engine engine;
    private final StateFile stateFile;
    private final AutomaticUpdates updates;
    private final LastAsked asked;
    private final Supplier<Rhythm> rhythm;

    /** Over the parts of the marketplace; {@code rhythm} is asked in each round. */
    public Rounds(
            Registries registries,
            PolicySource policies,
            Engine engine,
            StateFile stateFile,
            Marketplace marketplace,
            Path home,
            Clock clock,
            Supplier<Rhythm> rhythm) {
        this.registries = registries;
        this.policies = policies;
        this.engine = engine;
        this.stateFile = stateFile;
        this.updates = new AutomaticUpdates(marketplace, policies);
        this.asked = new LastAsked(home.resolve("cache"), clock);
        this.rhythm = rhythm;
    }

    /** How often. */
    Rhythm rhythm() {
        return rhythm.get();
    }

    /** One round; never fails. */
    void round(Consumer<String> sink, Cancellation cancellation) {
        try {
            Progress progress = new Announcing(sink);
            if (registries.advisories().reread()) {
                engine.heed(progress);
            }
            if (rhythm.get().ask().filter(asked::isDue).isPresent() && stateFile.exists()) {
                asked.now();
                ask(progress, cancellation);
                engine.heed(progress);
                updates.run(progress, sink, cancellation);
            }
        } catch (CommandException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a round of the marketplace failed", e);
        }
    }

    private void ask(Progress progress, Cancellation cancellation) throws CommandException {
        Set<String> needed = stateFile.read().plugins().values().stream()
                .map(PluginRecord::registry)
                .collect(Collectors.toSet());
        Policy policy = policies.now();
        for (RegistryConfig config : registries.configured()) {
            cancellation.check();
            if (!needed.contains(config.name())
                    || policy.registry(config.name()).isPresent()) {
                continue;
            }
            try {
                registries.open(config).refresh(Freshness.CHANGE, progress);
            } catch (CommandException e) {
                // doctor tells; who is on a train need not read it every few hours.
                LOG.log(System.Logger.Level.INFO, "registry " + config.name() + " was not asked", e);
            }
        }
    }
}
