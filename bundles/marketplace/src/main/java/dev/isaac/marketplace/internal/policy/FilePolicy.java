package dev.isaac.marketplace.internal.policy;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginId;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code marketplace} part of {@code policy.json}, of the distribution ({@code etc/}) and of the home. What one of
 * them refuses is refused. Read anew at each question; a policy that cannot be read refuses everything.
 */
public final class FilePolicy implements Policy {

    private static final Set<String> RULES = Set.of("registries", "publishers", "plugins", "refusedPlugins");

    private final List<Path> files;

    /** Reads nothing yet. */
    public FilePolicy(Path home, Path distribution) {
        this.files = List.of(distribution.resolve("etc").resolve("policy.json"), home.resolve("policy.json"));
    }

    @Override
    public Optional<Fault> registry(String name) throws CommandException {
        for (Rules rules : rules()) {
            if (rules.registries().isPresent() && !rules.registries().get().contains(name)) {
                return Optional.of(refusal("Registry '" + name + "' is not allowed here.", rules, "registries"));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Fault> plugin(PluginId id, String publisher) throws CommandException {
        for (Rules rules : rules()) {
            if (rules.publishers().isPresent() && !rules.publishers().get().contains(publisher)) {
                return Optional.of(refusal(
                        "Plugins of '" + publisher + "', such as " + id + ", are not allowed here.",
                        rules,
                        "publishers"));
            }
            if (rules.plugins().isPresent() && !covers(rules.plugins().get(), id)) {
                return Optional.of(refusal("Plugin " + id + " is not among those allowed here.", rules, "plugins"));
            }
            if (covers(rules.refused(), id)) {
                return Optional.of(refusal("Plugin " + id + " is not allowed here.", rules, "refusedPlugins"));
            }
        }
        return Optional.empty();
    }

    private static boolean covers(List<String> patterns, PluginId id) {
        return patterns.stream().anyMatch(id::isCoveredBy);
    }

    private static Fault refusal(String message, Rules rules, String rule) {
        return Fault.of(FaultKind.REFUSED, "policy.refused", message)
                .hint("The rule is 'marketplace." + rule + "' in " + rules.file() + ".")
                .detail("rule", "marketplace." + rule)
                .detail("file", rules.file().toString());
    }

    private record Rules(
            Path file,
            Optional<List<String>> registries,
            Optional<List<String>> publishers,
            Optional<List<String>> plugins,
            List<String> refused) {}

    private List<Rules> rules() throws CommandException {
        List<Rules> all = new ArrayList<>();
        for (Path file : files) {
            Optional<Rules> rules = read(file);
            rules.ifPresent(all::add);
        }
        return all;
    }

    private static Optional<Rules> read(Path file) throws CommandException {
        try {
            Optional<JsonObject> part =
                    Json.parseObject(Files.readAllBytes(file)).optionalObject("marketplace");
            if (part.isEmpty()) {
                return Optional.empty();
            }
            JsonObject rules = part.get();
            for (String name : rules.names()) {
                if (!RULES.contains(name)) {
                    // A misspelt rule must not quietly allow what it was meant to refuse.
                    throw new JsonException("there is no rule 'marketplace." + name + "'");
                }
            }
            return Optional.of(new Rules(
                    file,
                    list(rules, "registries"),
                    list(rules, "publishers"),
                    list(rules, "plugins"),
                    rules.strings("refusedPlugins")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JsonException e) {
            throw Fault.of(
                            FaultKind.REFUSED,
                            "policy.unreadable",
                            "The policy " + file + " cannot be read, so nothing is allowed: " + e.getMessage() + ".")
                    .hint("Correct the file, or ask who wrote it.")
                    .exception(e);
        }
    }

    private static Optional<List<String>> list(JsonObject rules, String name) throws JsonException {
        return rules.has(name) ? Optional.of(rules.strings(name)) : Optional.empty();
    }
}
