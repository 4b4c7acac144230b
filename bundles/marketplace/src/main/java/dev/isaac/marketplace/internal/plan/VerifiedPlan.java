package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.Confirmation;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.PlanDifference;
import dev.isaac.marketplace.PlannedChange;
import dev.isaac.marketplace.PlannedChange.Action;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.trust.Digests;
import dev.isaac.trust.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plan that the engine made and alone can apply. */
public final class VerifiedPlan implements InstallPlan {

    private final String action;
    private final List<PlannedChange> changes;
    private final List<String> notes;
    private final List<String> warnings;
    private final List<PluginId> restarted;
    private final List<String> interrupted;
    private final Impact impact;
    private final List<PlanDifference> differences;
    private final boolean purge;
    private final Map<PluginId, Artifact> artifacts;
    private final Map<PluginId, PluginRecord> restored;
    private final Map<PluginId, String> expected;
    private final Map<String, Object> data;
    private final String digest;

    /**
     * A plan.
     *
     * @param action what is done, as the history names it
     * @param warnings advisories that do not forbid the change, but need consent
     * @param impact what it does to what runs here
     * @param differences of versions that come from those that are there
     * @param purge whether the data of removed plugins goes, too
     * @param artifacts what is to be fetched, by plugin
     * @param restored what comes back out of the store, by plugin
     * @param expected digests of the versions that are there now, of every plugin that changes and has one
     */
    VerifiedPlan(
            String action,
            List<PlannedChange> changes,
            List<String> notes,
            List<String> warnings,
            List<PluginId> restarted,
            List<String> interrupted,
            Impact impact,
            List<PlanDifference> differences,
            boolean purge,
            Map<PluginId, Artifact> artifacts,
            Map<PluginId, PluginRecord> restored,
            Map<PluginId, String> expected) {
        this.action = action;
        this.restored = Map.copyOf(restored);
        this.changes = List.copyOf(changes);
        this.notes = List.copyOf(notes);
        this.warnings = List.copyOf(warnings);
        this.restarted = List.copyOf(restarted);
        this.interrupted = List.copyOf(interrupted);
        this.impact = impact;
        this.differences = List.copyOf(differences);
        this.purge = purge;
        this.artifacts = Map.copyOf(artifacts);
        this.expected = Map.copyOf(expected);
        Map<String, Object> content = content();
        this.digest = Digests.sha256(Json.canonical(content));
        // What is registered at the moment is told, but changes from one start to the next, so nobody agrees to it.
        content.put("refreshed_bundles", impact.bundles());
        content.put("interrupted_services", impact.services());
        content.put("digest", digest);
        this.data = Collections.unmodifiableMap(content);
    }

    /** What is to be fetched for a plugin. */
    public Optional<Artifact> artifact(PluginId id) {
        return Optional.ofNullable(artifacts.get(id));
    }

    /** What is done, as the history names it. */
    public String action() {
        return action;
    }

    /** Whether a plugin counts as asked for when the plan is done: an update changes nothing about that. */
    public boolean leavesRequested(PlannedChange change, Optional<PluginRecord> present) {
        return switch (action) {
            case "install" ->
                change.requested() || present.map(PluginRecord::requested).orElse(false);
            case "sync" -> change.requested();
            default -> present.map(PluginRecord::requested).orElse(change.requested());
        };
    }

    /** The version of a plugin that comes back out of the store. */
    public Optional<PluginRecord> restored(PluginId id) {
        return Optional.ofNullable(restored.get(id));
    }

    /** The digest of the version that has to be there when the plan is applied; empty: none. */
    public Optional<String> expected(PluginId id) {
        return Optional.ofNullable(expected.get(id));
    }

    /** Whether the data of removed plugins goes, too. */
    public boolean purge() {
        return purge;
    }

    @Override
    public List<PlannedChange> changes() {
        return changes;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public List<PluginId> restarted() {
        return restarted;
    }

    @Override
    public List<String> interruptedCommands() {
        return interrupted;
    }

    @Override
    public List<String> refreshedBundles() {
        return impact.bundles();
    }

    @Override
    public List<String> interruptedServices() {
        return impact.services();
    }

    @Override
    public List<PlanDifference> differences() {
        return differences;
    }

    /** How a version that comes differs from the one that is there. */
    Optional<PlanDifference> difference(PlannedChange change) {
        return differences.stream()
                .filter(one -> one.plugin().equals(change.id()))
                .findFirst();
    }

    @Override
    public long downloadBytes() {
        return changes.stream()
                .filter(change -> artifacts.containsKey(change.id()))
                .mapToLong(PlannedChange::length)
                .sum();
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Whether it does nothing but remove plugins. */
    public boolean isRemoval() {
        return !changes.isEmpty() && changes.stream().allMatch(change -> change.action() == Action.REMOVE);
    }

    @Override
    public List<Confirmation> confirmations() {
        List<Confirmation> confirmations = new ArrayList<>();
        for (PlannedChange change : changes) {
            if (change.hasNewSigner()) {
                confirmations.add(newSigner(change));
            }
        }
        boolean wider = changes.stream()
                .anyMatch(change -> change.action() != Action.ADD
                        && change.action() != Action.REMOVE
                        && !(change.newPermissions().isEmpty()
                                && change.newFlags().isEmpty()));
        boolean ordinary = !warnings.isEmpty() || changes.stream().anyMatch(VerifiedPlan::needsConsent);
        if (wider) {
            confirmations.add(new Confirmation(
                    "It asks for more than before, or hides more from the check of its code. Go on?",
                    lines(),
                    digest,
                    Optional.of("accept-plan")));
        } else if (ordinary) {
            confirmations.add(Confirmation.ordinary("Install this?", lines(), digest));
        } else if (purge && !changes.isEmpty()) {
            confirmations.add(Confirmation.ordinary("Delete the data of these plugins, too?", lines(), digest));
        }
        return List.copyOf(confirmations);
    }

    private static Confirmation newSigner(PlannedChange change) {
        boolean moved = change.previousPublisher().isPresent()
                && !change.previousPublisher().get().equals(change.publisher());
        List<String> details = new ArrayList<>();
        if (moved) {
            details.add("before:  publisher " + change.previousPublisher().get());
            details.add("now:     publisher " + change.publisher());
        }
        List<String> before = change.previousKeyId().map(List::of).orElse(change.knownKeyIds());
        before.forEach(key -> details.add("before:  " + key));
        details.add("now:     " + change.keyId());
        details.add("Ask " + change.previousPublisher().orElse(change.publisher()) + " by another way whether "
                + (moved ? "the plugin is " + change.publisher() + "'s now." : "the new key is theirs."));
        String question = moved
                ? change.id() + " comes from another publisher than before."
                : change.previousKeyId().isPresent()
                        ? change.id() + " is signed by another key than before."
                        : change.id() + " is signed by a key of " + change.publisher() + " that is new here.";
        return new Confirmation(question + " Accept it?", details, change.keyId(), Optional.of("accept-signer"));
    }

    private static boolean needsConsent(PlannedChange change) {
        return change.action() == Action.ADD
                && (!change.requested() || Consent.asks(change.permissions()) || Consent.asksAboutCode(change.flags()));
    }

    @Override
    public Map<String, Object> toData() {
        return data;
    }

    private Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("changes", changes.stream().map(this::content).toList());
        content.put("notes", notes);
        content.put("warnings", warnings);
        content.put("restarted", restarted.stream().map(PluginId::value).toList());
        content.put("interrupted_commands", interrupted);
        content.put("download_bytes", downloadBytes());
        content.put("purge", purge);
        return content;
    }

    private Map<String, Object> content(PlannedChange change) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("action", word(change.action()));
        content.put("id", change.id().value());
        content.put("from", change.from().map(PluginVersion::toString).orElse(""));
        content.put("to", change.to().map(PluginVersion::toString).orElse(""));
        content.put("reason", change.reason());
        content.put("requested", change.requested());
        content.put("registry", change.registry());
        content.put("publisher", change.publisher());
        content.put("signer", change.keyId());
        content.put("previous_signer", change.previousKeyId().orElse(""));
        content.put("previous_publisher", change.previousPublisher().orElse(""));
        content.put("known_signers", change.knownKeyIds());
        content.put("checksum", change.sha256());
        content.put("previous_checksum", expected(change.id()).orElse(""));
        content.put("length", change.length());
        content.put("permissions", change.permissions());
        content.put("new_permissions", change.newPermissions());
        content.put("flags", change.flags());
        content.put("new_flags", change.newFlags());
        content.put("commands", change.commands());
        artifact(change.id())
                .ifPresent(artifact ->
                        content.put("requires", needs(artifact.release().requires())));
        difference(change).ifPresent(difference -> {
            content.put("new_requires", needs(difference.addedNeeds()));
            content.put("dropped_requires", needs(difference.droppedNeeds()));
            content.put("dropped_permissions", difference.droppedPermissions());
            content.put("new_commands", difference.addedCommands());
            content.put("dropped_commands", difference.droppedCommands());
        });
        return content;
    }

    private static List<Map<String, Object>> needs(List<Requirement> requirements) {
        List<Map<String, Object>> needs = new ArrayList<>();
        for (Requirement need : requirements) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("plugin", need.plugin().value());
            data.put("range", need.range().toString());
            data.put("optional", need.optional());
            needs.add(data);
        }
        return needs;
    }

    private static String word(Action action) {
        return switch (action) {
            case ADD -> "install";
            case UPDATE -> "update";
            case REPAIR -> "repair";
            case REMOVE -> "uninstall";
            case ROLLBACK -> "rollback";
        };
    }

    @Override
    public List<String> lines() {
        return PlanText.lines(this);
    }

    /** Advisories that do not forbid the change, but need consent; one sentence each. */
    List<String> warnings() {
        return warnings;
    }
}
