package dev.isaac.core.internal.tier;

import dev.isaac.command.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** tar: whether it writes the archive or unpacks it, and where. */
final class ArchiveSpecials {

    private static final Set<String> LONG_WRITES =
            Set.of("--create", "--append", "--update", "--concatenate", "--delete");
    private static final Set<String> LONG_EXTRACTS = Set.of("--extract", "--get");

    void register(Map<String, Specials.Special> specials) {
        specials.put("tar", this::tar);
    }

    @Nullable
    private Verdict tar(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        List<String> words = new ArrayList<>(rest);
        // The first word may be a cluster without its dash; its letters take their values from the next words in order.
        if (!words.isEmpty() && words.get(0).matches("[A-Za-z]+")) {
            String cluster = words.remove(0);
            int at = 0;
            for (int i = 0; i < cluster.length(); i++) {
                String option = "-" + cluster.charAt(i);
                words.add(at++, option);
                if (spec.values().contains(option) && at < words.size()) {
                    at++;
                }
            }
        }
        CommandWords sorted = CommandWords.of(words, spec.values());
        boolean extracts = sorted.has("-x") || sorted.options().stream().anyMatch(LONG_EXTRACTS::contains);
        boolean creates = sorted.has("-c")
                || sorted.has("-r")
                || sorted.has("-u")
                || sorted.has("-A")
                || sorted.options().stream().anyMatch(LONG_WRITES::contains);
        Verdict verdict = Verdict.HARMLESS;
        if (creates) {
            String archive = value(sorted, "-f", "--file");
            if (archive != null && !archive.equals("-")) {
                verdict = verdict.stricter(FileSpecials.overwrites(name, archive, scope));
            }
        }
        if (extracts) {
            String folder = value(sorted, "-C", "--directory");
            verdict = verdict.stricter(FileSpecials.into(name, folder == null ? "." : folder, scope));
            if (sorted.has("-P") || sorted.has("--absolute-names")) {
                verdict = verdict.stricter(Verdict.confirm(name + " unpacks files to wherever the archive says"));
            }
        }
        return verdict.tier() == Tier.RUN ? null : verdict;
    }

    private static @Nullable String value(CommandWords words, String letter, String name) {
        String value = words.optionValues().get(letter);
        return value != null ? value : words.optionValues().get(name);
    }
}
