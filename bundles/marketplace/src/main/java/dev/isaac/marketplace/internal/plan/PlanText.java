package dev.isaac.marketplace.internal.plan;

import dev.isaac.marketplace.PlanDifference;
import dev.isaac.marketplace.PlannedChange;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Requirement;
import dev.isaac.trust.permission.CodeFlag;
import dev.isaac.trust.permission.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan as people read it. */
final class PlanText {

    private static final int FINGERPRINT = 16;

    private PlanText() {}

    /** One line for each thing that happens, and below it what is new about it. */
    static List<String> lines(VerifiedPlan plan) {
        List<String> lines = new ArrayList<>();
        for (PlannedChange change : plan.changes()) {
            lines.add(line(change));
            for (String permission : change.newPermissions()) {
                lines.add("  it " + Permissions.sentence(permission) + " (" + permission + ")");
            }
            for (String flag : change.newFlags()) {
                lines.add("  it " + CodeFlag.sentence(flag) + " (" + flag + ")");
            }
            plan.difference(change).ifPresent(difference -> lines(difference, lines));
        }
        long files = plan.changes().stream()
                .filter(change -> plan.artifact(change.id()).isPresent())
                .count();
        if (files > 1) {
            lines.add("downloads " + files + " files, " + size(plan.downloadBytes()));
        }
        if (!plan.restarted().isEmpty()) {
            lines.add("restarts for a moment: "
                    + plan.restarted().stream().map(PluginId::value).collect(Collectors.joining(", ")));
        }
        plan.warnings().forEach(warning -> lines.add("warning: " + warning));
        lines.addAll(plan.notes());
        return lines;
    }

    private static void lines(PlanDifference difference, List<String> lines) {
        difference.addedNeeds().forEach(need -> lines.add("  it needs " + text(need) + " now"));
        difference.droppedNeeds().forEach(need -> lines.add("  it does not need " + text(need) + " any more"));
        difference
                .droppedPermissions()
                .forEach(permission -> lines.add("  it does not ask for " + permission + " any more"));
        if (!difference.addedCommands().isEmpty()) {
            lines.add("  it brings " + String.join(", ", difference.addedCommands()));
        }
        if (!difference.droppedCommands().isEmpty()) {
            lines.add("  it takes away " + String.join(", ", difference.droppedCommands()));
        }
    }

    private static String text(Requirement need) {
        return need.plugin() + " " + need.range() + (need.optional() ? " (optional)" : "");
    }

    private static String line(PlannedChange change) {
        String signer = change.publisher() + ", key "
                + change.keyId()
                        .substring(0, Math.min(FINGERPRINT, change.keyId().length()));
        return switch (change.action()) {
            case ADD ->
                "install " + change.id() + " " + version(change.to()) + " by " + signer + ", " + size(change.length())
                        + (change.requested() ? "" : " (" + change.reason() + ")");
            case UPDATE ->
                "update " + change.id() + " " + version(change.from()) + " -> " + version(change.to()) + " by " + signer
                        + ", " + size(change.length()) + (change.requested() ? "" : " (" + change.reason() + ")");
            case REPAIR ->
                "repair " + change.id() + " " + version(change.to()) + " by " + signer + ", " + size(change.length())
                        + (change.requested() ? "" : " (" + change.reason() + ")");
            case REMOVE -> "uninstall " + change.id() + " " + version(change.from());
            case ROLLBACK ->
                "roll back " + change.id() + " " + version(change.from()) + " -> " + version(change.to()) + " by "
                        + signer;
        };
    }

    private static String version(Optional<PluginVersion> version) {
        return version.map(PluginVersion::toString).orElse("");
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        if (bytes < 1 << 20) {
            return (bytes + 1023) / 1024 + " KiB";
        }
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }
}
