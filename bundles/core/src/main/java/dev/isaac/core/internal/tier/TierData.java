package dev.isaac.core.internal.tier;

import dev.isaac.command.Tier;
import dev.isaac.core.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tiers of the commands that people run every day: {@code tiers.json}. Immutable. */
public final class TierData {

    private static final class Loaded {
        static final TierData DATA = load();
    }

    private final Map<String, CommandSpec> commands;
    private final Set<String> harmless;

    private final Map<String, RunSpec> runs;
    private final Map<String, WriteSpec> writes;

    private TierData(Map<String, CommandSpec> commands, Map<String, RunSpec> runs, Map<String, WriteSpec> writes) {
        this.commands = Map.copyOf(commands);
        this.runs = Map.copyOf(runs);
        this.writes = Map.copyOf(writes);
        Set<String> names = new TreeSet<>();
        commands.forEach((name, spec) -> {
            if (spec.tier() == Tier.RUN || !spec.subs().isEmpty()) {
                names.add(name);
            }
        });
        this.harmless = Set.copyOf(names);
    }

    /** The data of this distribution, read when first needed. */
    public static TierData get() {
        return Loaded.DATA;
    }

    @Nullable
    CommandSpec find(String name) {
        return commands.get(name);
    }

    /** Whether the data tell of a command. */
    public boolean knows(String name) {
        return commands.containsKey(name);
    }

    /** The names of all commands that usually run at once: what a typo may be corrected to. */
    public Set<String> harmless() {
        return harmless;
    }

    /** What a program, or {@code program sub-command}, runs that its words give it; {@code null}: nothing. */
    @Nullable
    RunSpec runs(String name) {
        return runs.get(name);
    }

    /** Where a program, or {@code program sub-command}, writes; {@code null}: nowhere but where other rules say. */
    @Nullable
    WriteSpec writes(String name) {
        return writes.get(name);
    }

    /** The names that a wildcard fits. */
    List<String> fitting(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(regex.toString().endsWith(".*") ? "" : ".*");
            } else if (c == '?' || close > 0) {
                // A set of characters is taken for any one.
                regex.append('.');
                i = close > 0 ? close : i;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        Pattern pattern = Pattern.compile(regex.toString());
        return commands.keySet().stream()
                .filter(name -> pattern.matcher(name).matches())
                .sorted()
                .toList();
    }

    /** How many commands are known. */
    public int size() {
        return commands.size();
    }

    private static TierData load() {
        try (InputStream in = Objects.requireNonNull(TierData.class.getResourceAsStream("tiers.json"))) {
            return parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TierData parse(InputStream in) throws IOException {
        Map<String, CommandSpec> commands = new HashMap<>(2048);
        Map<String, Object> document = Json.parseObject(in);
        Object list = document.get("commands");
        for (Object element : (List<?>) Objects.requireNonNull(list, "commands")) {
            Map<?, ?> entry = (Map<?, ?>) element;
            CommandSpec spec = spec(entry, "");
            for (String name : words(entry.get("names"))) {
                if (commands.put(name, spec) != null) {
                    throw new IOException("the command " + name + " appears twice");
                }
            }
        }
        Map<String, RunSpec> runs = section(
                document, "runs", entry -> new RunSpec(words(entry.get("with")), Set.copyOf(words(entry.get("text")))));
        Map<String, WriteSpec> writes = section(
                document,
                "writes",
                entry -> new WriteSpec(
                        entry.get("operands") instanceof String operands ? operands : "none",
                        Set.copyOf(words(entry.get("files"))),
                        Set.copyOf(words(entry.get("folders"))),
                        Set.copyOf(words(entry.get("unless")))));
        return new TierData(commands, runs, writes);
    }

    private static <T> Map<String, T> section(Map<String, Object> document, String key, Function<Map<?, ?>, T> reader)
            throws IOException {
        Map<String, T> section = new HashMap<>();
        if (document.get(key) instanceof List<?> entries) {
            for (Object element : entries) {
                Map<?, ?> entry = (Map<?, ?>) element;
                for (String name : fullNames(entry)) {
                    if (section.put(name, reader.apply(entry)) != null) {
                        throw new IOException(name + " appears twice in " + key);
                    }
                }
            }
        }
        return section;
    }

    /** Each program, or each of its sub-commands that the entry names. */
    private static List<String> fullNames(Map<?, ?> entry) {
        List<String> subs = words(entry.get("subs"));
        List<String> full = new ArrayList<>();
        for (String name : words(entry.get("names"))) {
            if (subs.isEmpty()) {
                full.add(name);
            }
            subs.forEach(sub -> full.add(name + " " + sub));
        }
        return full;
    }

    private static CommandSpec spec(Map<?, ?> entry, String inheritedWhy) throws IOException {
        String why = entry.get("why") instanceof String text ? text : inheritedWhy;
        List<CommandSpec.Rule> rules = new ArrayList<>();
        if (entry.get("rules") instanceof List<?> list) {
            for (Object rule : list) {
                rules.add(rule((Map<?, ?>) rule, why));
            }
        }
        Map<String, CommandSpec> subs = new HashMap<>();
        if (entry.get("subs") instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> sub : map.entrySet()) {
                CommandSpec spec = sub.getValue() instanceof Map<?, ?> object
                        ? spec(object, why)
                        : simple(String.valueOf(sub.getValue()));
                for (String name : words(sub.getKey())) {
                    if (subs.put(name, spec) != null) {
                        throw new IOException("the sub-command " + name + " appears twice");
                    }
                }
            }
        }
        Object otherwise = entry.get("otherwise");
        return new CommandSpec(
                entry.containsKey("tier") ? tier(entry.get("tier")) : Tier.CONFIRM,
                why,
                Set.copyOf(words(entry.get("values"))),
                List.copyOf(rules),
                Map.copyOf(subs),
                otherwise == null ? null : tier(otherwise),
                entry.get("special") instanceof String special ? special : "");
    }

    private static CommandSpec simple(String text) throws IOException {
        int blank = text.indexOf(' ');
        String tier = blank < 0 ? text : text.substring(0, blank);
        String why = blank < 0 ? "" : text.substring(blank + 1);
        return new CommandSpec(tier(tier), why, Set.of(), List.of(), Map.of(), null, "");
    }

    private static CommandSpec.Rule rule(Map<?, ?> rule, String inheritedWhy) throws IOException {
        return new CommandSpec.Rule(
                Set.copyOf(words(rule.get("any"))),
                Set.copyOf(words(rule.get("all"))),
                Set.copyOf(words(rule.get("none"))),
                List.copyOf(words(rule.get("operands"))),
                rule.get("least") instanceof Number number ? number.intValue() : 0,
                tier(rule.get("tier")),
                rule.get("why") instanceof String why ? why : inheritedWhy);
    }

    private static List<String> words(@Nullable Object text) {
        return text == null ? List.of() : Arrays.asList(text.toString().trim().split("\\s+", -1));
    }

    private static Tier tier(@Nullable Object label) throws IOException {
        for (Tier tier : Tier.values()) {
            if (tier.label().equals(String.valueOf(label))) {
                return tier;
            }
        }
        throw new IOException("no tier: " + label);
    }
}
