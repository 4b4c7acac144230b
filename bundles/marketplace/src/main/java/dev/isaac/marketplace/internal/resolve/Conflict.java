package dev.isaac.marketplace.internal.resolve;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.internal.advisory.Hit;
import dev.isaac.marketplace.internal.resolve.Candidates.Ground;
import dev.isaac.marketplace.internal.resolve.Candidates.Rejected;
import dev.isaac.marketplace.internal.resolve.Incompatibility.Cause;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why nothing fits, in plain words: who needs what, what there is, and why the rest of it cannot be taken. */
final class Conflict {

    private static final int SHOWN = 3;
    private static final int MOST_IN_MESSAGE = 5;
    private static final int MOST_IN_DETAILS = 50;

    private final Question question;
    private final List<Cause> facts;

    /** @param reason follows from the facts that contradict each other */
    Conflict(Question question, Incompatibility reason) {
        this.question = question;
        this.facts = reason.facts();
    }

    /** The plugins that have a part in it. */
    Set<PluginId> plugins() {
        Set<PluginId> plugins = new LinkedHashSet<>();
        for (Cause fact : facts) {
            if (fact instanceof Cause.Need need) {
                plugins.add(question.plugin(need.variable()).id());
                plugins.add(need.need().plugin());
            } else if (fact instanceof Cause.Asked asked) {
                plugins.add(question.plugin(asked.variable()).id());
            } else if (fact instanceof Cause.Present present) {
                plugins.add(question.plugin(present.variable()).id());
            }
        }
        return plugins;
    }

    /** @param remedies what would help, tried; may be empty */
    Fault fault(List<String> remedies) {
        Optional<Fault> single = single();
        Fault fault = single.orElseGet(() -> Fault.of(
                        FaultKind.CONFLICT,
                        "plugin.conflict",
                        "No versions fit together: " + joined(shortened(needs(), MOST_IN_MESSAGE)) + ".")
                .detail("reasons", shortened(reasons(), MOST_IN_DETAILS)));
        if (!remedies.isEmpty()) {
            return fault.hint(remedies.get(0)).detail("remedies", remedies);
        }
        return single.isPresent()
                ? fault
                : fault.hint("Update or uninstall what stands against it, or ask for other versions.");
    }

    /** Where everything comes down to a plugin of which nothing can be chosen. */
    private Optional<Fault> single() {
        List<Cause.Need> needs = facts.stream()
                .filter(Cause.Need.class::isInstance)
                .map(Cause.Need.class::cast)
                .toList();
        if (needs.isEmpty()) {
            return facts.stream()
                    .filter(Cause.Asked.class::isInstance)
                    .map(Cause.Asked.class::cast)
                    .map(asked -> nothing(question.plugin(asked.variable()), "you asked for it"))
                    .findFirst();
        }
        boolean all = needs.stream()
                .allMatch(need -> question.plugin(need.need().plugin())
                        .filter(target -> target.versions().isEmpty())
                        .isPresent());
        if (!all) {
            return Optional.empty();
        }
        Cause.Need first = needs.get(0);
        return question.plugin(first.need().plugin())
                .map(target -> nothing(target, subject(first.variable(), first.candidates()) + " needs it"));
    }

    private static Fault nothing(Candidates plugin, String because) {
        PluginId id = plugin.id();
        if (!plugin.published()) {
            return Fault.of(
                            FaultKind.NOT_FOUND,
                            "plugin.dependency-missing",
                            "No registry has the plugin " + id + ": " + because + ".")
                    .hint("Add the registry that has it, or tell the publisher of the plugin that needs it.");
        }
        List<Rejected> rejected = plugin.rejected().stream()
                .filter(each -> each.ground() == Ground.HOST || each.ground() == Ground.ADVISORY)
                .toList();
        if (rejected.isEmpty()) {
            return Fault.of(
                            FaultKind.NOT_FOUND,
                            "plugin.no-stable-version",
                            "There is no stable version of " + id + ": " + because + ".")
                    .hint("marketplace versions " + id + " lists what there is; ask for one with " + id
                            + "@VERSION or --channel.");
        }
        List<String> reasons = rejected.stream()
                .map(each -> id + " " + each.version() + " " + each.why())
                .toList();
        Optional<Hit> hit =
                rejected.stream().flatMap(each -> each.hit().stream()).findFirst();
        boolean host = rejected.stream().allMatch(each -> each.ground() == Ground.HOST);
        if (!host && rejected.stream().allMatch(each -> each.ground() == Ground.ADVISORY) && hit.isPresent()) {
            return hit.get().refusal().detail("reasons", reasons);
        }
        return Fault.of(
                        FaultKind.CONFLICT,
                        host ? "plugin.incompatible" : "plugin.conflict",
                        "No version of " + id + " fits (" + because + "): " + String.join("; ", reasons) + ".")
                .hint(
                        host
                                ? "Update ISAAC or Java, or ask for an older version."
                                : "Update ISAAC or Java, or wait for a sound version.")
                .detail("plugin", id.value())
                .detail("reasons", reasons);
    }

    /** The needs that contradict each other, and what hinders to meet them. */
    private List<String> needs() {
        List<String> sentences = new ArrayList<>();
        for (Cause fact : facts) {
            if (fact instanceof Cause.Need need) {
                sentences.add(subject(need.variable(), need.candidates())
                        + (need.need().optional() ? " works only with " : " needs ")
                        + need.need().plugin() + " " + need.need().range() + hindrance(need.need()));
            }
        }
        for (Cause fact : facts) {
            if (fact instanceof Cause.Asked asked) {
                exactly(asked.variable()).ifPresent(version -> sentences.add("you asked for " + version));
            }
        }
        return sentences;
    }

    private Optional<String> exactly(int variable) {
        PluginId id = question.plugin(variable).id();
        return question.selector(id).flatMap(PluginSelector::version).map(version -> id + " " + version);
    }

    /** All facts, one sentence each. */
    private List<String> reasons() {
        List<String> reasons = new ArrayList<>(needs());
        for (Cause fact : facts) {
            if (fact instanceof Cause.Asked asked && exactly(asked.variable()).isEmpty()) {
                reasons.add("you asked for " + question.plugin(asked.variable()).id());
            } else if (fact instanceof Cause.Present present) {
                Candidates plugin = question.plugin(present.variable());
                reasons.add(plugin.id() + " is installed");
            }
        }
        return reasons;
    }

    /** Why no version of a range can be taken, where none can. */
    private String hindrance(Requirement need) {
        Optional<Candidates> target = question.plugin(need.plugin());
        if (target.isEmpty() || !target.get().published()) {
            return ", which no registry has";
        }
        Candidates plugin = target.get();
        boolean possible =
                plugin.versions().stream().anyMatch(choice -> need.range().includes(choice.version()));
        if (possible) {
            return "";
        }
        List<Rejected> rejected = plugin.rejected().stream()
                .filter(each -> need.range().includes(each.version()))
                .toList();
        if (!rejected.isEmpty()) {
            Rejected best = rejected.get(0);
            return ", and " + plugin.id() + " " + best.version() + " " + best.why();
        }
        Optional<String> fixed = question.fixed(plugin.id());
        if (fixed.isPresent()) {
            return ", and " + plugin.id() + " " + plugin.versions().get(0).version() + " " + fixed.get();
        }
        return ", of which there is none";
    }

    /** The versions that a fact is about. */
    private String subject(int variable, BitSet candidates) {
        Candidates plugin = question.plugin(variable);
        List<PluginVersion> versions = candidates.stream()
                .mapToObj(candidate -> plugin.version(candidate).version())
                .sorted()
                .toList();
        String id = plugin.id().value();
        if (versions.size() == 1) {
            boolean kept = plugin.version(candidates.nextSetBit(0)).release().isEmpty();
            return id + " " + versions.get(0) + (kept ? " (installed)" : "");
        }
        if (versions.size() == plugin.versions().size()) {
            return "every version of " + id;
        }
        if (versions.size() <= SHOWN) {
            return id + " "
                    + joined(versions.stream().map(PluginVersion::toString).toList());
        }
        return versions.size() + " versions of " + id + ", such as " + versions.get(versions.size() - 1) + ",";
    }

    private static List<String> shortened(List<String> sentences, int most) {
        if (sentences.size() <= most) {
            return sentences;
        }
        List<String> first = new ArrayList<>(sentences.subList(0, most - 1));
        first.add((sentences.size() - most + 1) + " more needs like these");
        return first;
    }

    private static String joined(List<String> parts) {
        return switch (parts.size()) {
            case 0 -> "";
            case 1 -> parts.get(0);
            case 2 -> parts.get(0) + " and " + parts.get(1);
            default -> String.join(", ", parts.subList(0, parts.size() - 1)) + ", and " + parts.get(parts.size() - 1);
        };
    }
}
