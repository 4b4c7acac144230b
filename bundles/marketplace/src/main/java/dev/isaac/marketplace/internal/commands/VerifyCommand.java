package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Fault;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace verify}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(VerifyCommand.NAME)
@CommandSummary(VerifyCommand.SUMMARY)
public final class VerifyCommand implements Command {

    static final String NAME = "marketplace verify";
    static final String SUMMARY = "Check installed plugins";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public VerifyCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("""
                        Reads what is stored of the installed plugins and checks it again: the digest, and the author's signature with \
                        the key that was recorded. Then it asks their registries whether they list the same bytes, signed by a key \
                        that is still the publisher's, and holds them against the advisories. Ends with exit code 4 when \
                        something is not as it should be. A registry that cannot be reached is told in a warning.""")
                .arguments(Argument.optional("plugin", ValueType.TEXT, "The plugin; without it all are checked"))
                .example("marketplace verify", "check everything")
                .example("marketplace verify git-helpers", "check one plugin")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        Optional<String> name = in.value("plugin");
        Optional<PluginId> id = name.isPresent() ? Optional.of(Plugins.id(name.get())) : Optional.empty();
        List<Verification> verifications = marketplace.verify(id, in.progress());
        if (verifications.isEmpty()) {
            return CommandResult.text("No plugin is installed.", List.of());
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (InstalledPlugin plugin : marketplace.installed()) {
            boolean meant = id.isEmpty() || id.get().equals(plugin.id());
            if (meant && plugin.problem().isEmpty()) {
                Plugins.warn(plugin, in.progress());
            }
        }
        for (Verification verification : verifications) {
            rows.add(row(verification));
        }
        List<Fault> problems = verifications.stream()
                .flatMap(verification -> verification.problem().stream())
                .toList();
        if (!problems.isEmpty()) {
            // The first problem's code is the code of the whole; the details hold all.
            problems.stream().skip(1).forEach(problem -> in.progress().warn(problem.message()));
            throw problems.get(0).detail("plugins", rows).exception();
        }
        return CommandResult.table(
                List.of(
                        Column.text("id", "Plugin"),
                        Column.text("version", "Version"),
                        Column.text("result", "Result"),
                        Column.text("signed", "Signed")),
                rows);
    }

    private static Map<String, Object> row(Verification verification) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", verification.id().value());
        row.put("version", verification.version().toString());
        row.put("result", verification.problem().map(Fault::code).orElse("ok"));
        if (!verification.checks().isEmpty()) {
            row.put("signed", verification.checks().get(1));
            row.put("checks", verification.checks());
        }
        return row;
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("plugin") ? Plugins.installed(marketplace, request) : List.of();
    }
}
