package dev.isaac.marketplace.internal.watch;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.internal.install.Engine;
import dev.isaac.marketplace.internal.policy.Policy;
import dev.isaac.marketplace.internal.policy.PolicySource;
import dev.isaac.marketplace.internal.registry.Registries;
import dev.isaac.marketplace.internal.registry.Registry;
import dev.isaac.marketplace.internal.registry.Registry.Freshness;
import dev.isaac.marketplace.internal.registry.RegistryConfig;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.StateFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What happens by itself: to follow what another process of this home changed or learned of; and, when it is time, to ask the
 * registries of installed plugins for advisories, and to see to newer versions. One thread does the one, and one the other.
 */
public final class Rounds {

    private static final System.Logger LOG = System.getLogger(Rounds.class.getName());
    /** When registries that did not answer are asked again. */
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Registries registries;
    private final PolicySource policies;
    private final Engine engine;
    private final StateFile stateFile;
    private final AutomaticUpdates updates;
    private final LastAsked asked;
    private final Supplier<Optional<Duration>> interval;
    private final List<Path> folders;

    /**
     * Over the parts of the marketplace.
     *
     * @param interval how often registries are asked, by all processes of a home together; empty: never. Asked each time
     */
    public Rounds(
            Registries registries,
            PolicySource policies,
            Engine engine,
            StateFile stateFile,
            Marketplace marketplace,
            Path home,
            Clock clock,
            Supplier<Optional<Duration>> interval) {
        this.registries = registries;
        this.policies = policies;
        this.engine = engine;
        this.stateFile = stateFile;
        this.updates = new AutomaticUpdates(marketplace, policies);
        this.asked = new LastAsked(home.resolve("cache"), clock);
        this.interval = interval;
        this.folders = List.of(home, home.resolve("trust"));
    }

    /** Where other processes leave what is followed: the first folder holds the others. */
    List<Path> folders() {
        return folders;
    }

    /**
     * Follows others; never fails.
     *
     * @return whether it need not be tried again at once
     */
    boolean follow(Consumer<String> sink) {
        try {
            registries.advisories().reread();
            return engine.tryFollow(new Announcing(sink));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "what another process changed was not followed", e);
            return true;
        }
    }

    /** Whether it is time to ask, and nobody else of this home does. */
    boolean claimTurn() {
        return stateFile.exists() && interval.get().filter(asked::claim).isPresent();
    }

    /** Whether an update is being made now, which should come to its end. */
    boolean isChanging() {
        return updates.isChanging();
    }

    /** Asks registries, and sees to newer versions; never fails. */
    void ask(Consumer<String> sink, Cancellation cancellation) {
        try {
            // Who is on a train need not read every few minutes that nobody answers: doctor tells.
            Set<String> silent = refresh(new Announcing(sentence -> {}), cancellation);
            Progress progress = new Announcing(sink);
            if (!silent.isEmpty()) {
                interval.get().ifPresent(usual -> asked.comeBack(usual, SOON));
            }
            engine.follow(progress);
            cancellation.check();
            updates.run(silent, progress, sink, cancellation);
        } catch (CommandException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "asking registries by itself failed", e);
        }
    }

    /** The registries of installed plugins that did not answer. */
    private Set<String> refresh(Progress progress, Cancellation cancellation) throws CommandException {
        Set<String> silent = new HashSet<>();
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
                Registry registry = registries.open(config);
                registry.refresh(Freshness.CHANGE, progress);
                if (!registry.hasAnswered()) {
                    silent.add(config.name());
                }
            } catch (CommandException e) {
                silent.add(config.name());
                LOG.log(System.Logger.Level.INFO, "registry " + config.name() + " was not asked", e);
            }
        }
        return silent;
    }
}
