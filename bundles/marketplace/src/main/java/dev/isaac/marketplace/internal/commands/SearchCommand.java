package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PluginSummary;
import dev.isaac.marketplace.SearchQuery;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace search}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(SearchCommand.NAME)
@CommandSummary(SearchCommand.SUMMARY)
public final class SearchCommand implements Command {

    static final String NAME = "marketplace search";
    static final String SUMMARY = "Find plugins by words and tags";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public SearchCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("""
                        Searches the signed catalogues of all registries. Every word must fit somewhere: in the name, the tags, the \
                        author, the summary or the description; a small slip in a name is forgiven. The best come first.

                        Without a text it lists everything.""")
                .arguments(Argument.optional("text", ValueType.TEXT, "Words to look for")
                        .repeating())
                .options(
                        Option.value("tag", "TAG", ValueType.TEXT, "Only plugins with this tag")
                                .repeating(),
                        Option.value("limit", "N", ValueType.INTEGER, "How many to show at most")
                                .orElse("10"))
                .example("marketplace search git", "everything about git")
                .example("marketplace search --tag json --limit 3", "three plugins with a tag")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        String text = String.join(" ", in.values("text"));
        List<String> tags = in.values("tag");
        List<PluginSummary> found = marketplace.search(new SearchQuery(text, tags, Plugins.limit(in)), in.progress());
        return Listings.catalogue(
                found,
                text.isEmpty() && tags.isEmpty()
                        ? "The registries list no plugin yet."
                        : "No plugin fits. marketplace search without words lists all.");
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return switch (request.parameter()) {
            case "text" -> Plugins.available(marketplace, request);
            case "--tag" ->
                marketplace.known().stream()
                        .flatMap(plugin -> plugin.tags().stream())
                        .filter(tag -> tag.startsWith(request.prefix()))
                        .distinct()
                        .sorted()
                        .map(tag -> Completion.of(tag, ""))
                        .toList();
            default -> List.of();
        };
    }
}
