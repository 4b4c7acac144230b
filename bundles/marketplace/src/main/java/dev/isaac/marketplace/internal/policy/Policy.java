package dev.isaac.marketplace.internal.policy;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.trust.permission.Permission;
import dev.isaac.trust.permission.PermissionException;
import dev.isaac.trust.permission.PermissionKind;
import dev.isaac.trust.permission.Permissions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the owner of this machine and the distribution allow. A verdict is empty when it is allowed, and names its rule when
 * it is not. What one file refuses is refused; what loosens counts from the home only where the distribution left it open.
 * Immutable.
 */
public final class Policy {

    private final Optional<Rules> distribution;
    private final Optional<Rules> home;

    Policy(Optional<Rules> distribution, Optional<Rules> home) {
        this.distribution = distribution;
        this.home = home;
    }

    /**
     * How long a version waits before it takes the place of an installed one.
     *
     * @param age how old it has to be
     * @param rule the rule that says so
     * @param file where it stands
     */
    public record Wait(Duration age, String rule, Path file) {}

    private List<Rules> all() {
        List<Rules> all = new ArrayList<>();
        distribution.ifPresent(all::add);
        home.ifPresent(all::add);
        return all;
    }

    /** Whether a registry may be used. */
    public Optional<Fault> registry(String name) {
        for (Rules rules : all()) {
            if (rules.registries().isPresent() && !rules.registries().get().contains(name)) {
                return refusal("Registry '" + name + "' is not allowed here.", rules, "registries");
            }
        }
        return Optional.empty();
    }

    /** Whether a registry may be asked for a name. */
    public Optional<Fault> offer(PluginId id, String registry) {
        Optional<Fault> refused = registry(registry);
        if (refused.isPresent()) {
            return refused;
        }
        for (Rules rules : all()) {
            Optional<Map.Entry<String, List<String>>> space = rules.namespaces().entrySet().stream()
                    .filter(entry -> id.isCoveredBy(entry.getKey()))
                    .max(Comparator.comparingInt(entry -> entry.getKey().length()));
            if (space.isPresent() && !space.get().getValue().contains(registry)) {
                return refusal(
                        "Plugin " + id + " may not come from registry '" + registry + "'.",
                        rules,
                        "namespaces." + space.get().getKey());
            }
        }
        return Optional.empty();
    }

    /** Whether a version may be installed, or take the place of another. */
    public Optional<Fault> release(Release release) {
        Optional<Fault> refused = offer(release.id(), release.registry());
        return refused.isPresent()
                ? refused
                : verdict(new Subject(
                        release.id(),
                        release.version(),
                        release.publisher(),
                        Optional.of(release.channel()),
                        release.permissions()));
    }

    /** Whether a version that was installed before may come back: no registry is asked for it, and its channel is not known. */
    public Optional<Fault> comingBack(PluginRecord plugin) {
        return verdict(
                new Subject(plugin.id(), plugin.version(), plugin.publisher(), Optional.empty(), plugin.permissions()));
    }

    private record Subject(
            PluginId id, PluginVersion version, String publisher, Optional<String> channel, List<String> permissions) {}

    private Optional<Fault> verdict(Subject release) {
        PluginId id = release.id();
        Optional<Fault> refused = Optional.empty();
        for (Rules rules : all()) {
            if (refused.isPresent()) {
                return refused;
            }
            if (isMissing(rules.publishers(), release.publisher())) {
                return refusal(
                        "Plugins of '" + release.publisher() + "', such as " + id + ", are not allowed here.",
                        rules,
                        "publishers");
            }
            if (rules.plugins().isPresent() && !covers(rules.plugins().get(), id)) {
                return refusal("Plugin " + id + " is not among those allowed here.", rules, "plugins");
            }
            if (covers(rules.refusedPlugins(), id)) {
                return refusal("Plugin " + id + " is not allowed here.", rules, "refusedPlugins");
            }
            if (release.channel()
                    .filter(channel -> isMissing(rules.channels(), channel))
                    .isPresent()) {
                return refusal(
                        id + " " + release.version() + " is of channel '"
                                + release.channel().get() + "', which is not allowed here.",
                        rules,
                        "channels");
            }
            refused = permissions(release, rules);
        }
        return refused;
    }

    private static Optional<Fault> permissions(Subject release, Rules rules) {
        List<String> beyond = rules.permissions()
                .map(allowed -> Permissions.beyond(release.permissions(), allowed))
                .orElse(List.of());
        if (!beyond.isEmpty()) {
            return refusal(
                    release.id() + " " + release.version() + " asks for '" + beyond.get(0)
                            + "', which is not allowed here.",
                    rules,
                    "permissions");
        }
        for (String text : release.permissions()) {
            if (kind(text).filter(rules.refusedPermissions()::contains).isPresent()) {
                return refusal(
                        release.id() + " " + release.version() + " asks for '" + text + "', which is not allowed here.",
                        rules,
                        "refusedPermissions");
            }
        }
        return Optional.empty();
    }

    private static Optional<PermissionKind> kind(String text) {
        try {
            return Optional.of(Permission.parse(text).kind());
        } catch (PermissionException e) {
            return Optional.empty(); // no permission at all: the verification refuses it
        }
    }

    /**
     * How long versions wait before they take the place of installed ones; empty: not at all.
     *
     * @param confirmed whether the claim of their publisher was confirmed in a ceremony
     */
    public Optional<Wait> cooldown(boolean confirmed) {
        Function<Rules, Duration> age = rules ->
                confirmed ? rules.cooldown().confirmed() : rules.cooldown().others();
        return all().stream()
                .max(Comparator.comparing(age))
                .filter(rules -> !age.apply(rules).isZero())
                .map(rules -> new Wait(
                        age.apply(rules),
                        "marketplace.updateCooldown." + (confirmed ? "confirmed" : "new"),
                        rules.file()));
    }

    /** Who must have signed the jars of plugins; all of these rules hold, none: nobody has to. */
    public List<JarSigners> jarSigners() {
        return all().stream().flatMap(rules -> rules.jarSigners().stream()).toList();
    }

    /** What happens by itself when there are newer versions: nothing, unless a policy says otherwise. */
    public UpdateMode automaticUpdates() {
        Optional<UpdateMode> most = distribution.flatMap(Rules::automaticUpdates);
        Optional<UpdateMode> wish = home.flatMap(Rules::automaticUpdates);
        if (most.isPresent()) {
            return wish.filter(mode -> mode.compareTo(most.get()) < 0).orElse(most.get());
        }
        return isLocked() ? UpdateMode.OFF : wish.orElse(UpdateMode.OFF);
    }

    /** How long ago the metadata of a registry may have expired; empty: it may not. */
    public Optional<Duration> expired(String registry) {
        Optional<Duration> most = expired(distribution, registry);
        Optional<Duration> wish = expired(home, registry);
        if (distribution.flatMap(Rules::expired).isPresent() || isLocked()) {
            boolean tightened = home.flatMap(Rules::expired).isPresent();
            return most.flatMap(
                    age -> tightened ? wish.map(other -> other.compareTo(age) < 0 ? other : age) : Optional.of(age));
        }
        return wish;
    }

    private static Optional<Duration> expired(Optional<Rules> rules, String registry) {
        return rules.flatMap(Rules::expired)
                .filter(rule -> !isMissing(rule.registries(), registry))
                .map(Rules.Expired::maxAge);
    }

    private boolean isLocked() {
        return distribution.map(Rules::locked).orElse(false);
    }

    /** Rules of the home that would loosen what the distribution locked, and count for nothing. */
    public List<String> ignored() {
        List<String> ignored = new ArrayList<>();
        Optional<UpdateMode> wish = home.flatMap(Rules::automaticUpdates);
        if (wish.isPresent() && wish.get().compareTo(automaticUpdates()) > 0) {
            ignored.add("marketplace.automaticUpdates");
        }
        Optional<Duration> most = distribution.flatMap(Rules::expired).map(Rules.Expired::maxAge);
        boolean bound = isLocked() || most.isPresent();
        if (bound
                && home.flatMap(Rules::expired)
                        .filter(rule -> rule.maxAge().compareTo(most.orElse(Duration.ZERO)) > 0)
                        .isPresent()) {
            ignored.add("marketplace.expiredMetadata");
        }
        return ignored;
    }

    private static boolean isMissing(Optional<List<String>> allowed, String name) {
        return allowed.isPresent() && !allowed.get().contains(name);
    }

    private static boolean covers(List<String> patterns, PluginId id) {
        return patterns.stream().anyMatch(id::isCoveredBy);
    }

    private static Optional<Fault> refusal(String message, Rules rules, String rule) {
        return Optional.of(Fault.of(FaultKind.REFUSED, "policy.refused", message)
                .hint("The rule is 'marketplace." + rule + "' in " + rules.file() + ".")
                .detail("rule", "marketplace." + rule)
                .detail("file", rules.file().toString()));
    }
}
