package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.RegistryInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace registry add}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(RegistryAddCommand.NAME)
@CommandSummary(RegistryAddCommand.SUMMARY)
public final class RegistryAddCommand implements Command {

    static final String NAME = "marketplace registry add";
    static final String SUMMARY = "Add a registry";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public RegistryAddCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("""
                        Adds a registry: a folder, or a file:, http: or https: address. Its root of trust is a file that you got from \
                        its operator by another way, never from the registry itself. The registry is asked once, so that a wrong \
                        address or root is told now.

                        With --plugins, names that fit a pattern come from this registry only and are never asked for elsewhere.""")
                .arguments(
                        Argument.required("name", ValueType.TEXT, "A name of your choice, lower case"),
                        Argument.required("location", ValueType.TEXT, "A folder or an address"))
                .options(
                        Option.value("root", "FILE", ValueType.PATH, "The root of trust, which its operator gave you")
                                .mandatory(),
                        Option.value(
                                "from",
                                "FILE",
                                ValueType.PATH,
                                "Verify a package of it, not the location, which is out of reach"),
                        Option.value(
                                        "plugins",
                                        "PATTERN",
                                        ValueType.TEXT,
                                        "Names that come from here only, for example acme.*")
                                .repeating())
                .example(
                        "marketplace registry add acme https://plugins.example.org/ --root acme-root.json",
                        "a registry on the web")
                .example("marketplace registry add stick /media/usb/registry --root root.json", "a folder")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        String location = in.text("location");
        boolean address = location.startsWith("http:") || location.startsWith("https:") || location.startsWith("file:");
        String place = address ? location : in.directory().resolve(location).toString();
        RegistryInfo added = in.has("from")
                ? marketplace.addRegistry(
                        in.text("name"), place, in.path("root"), in.values("plugins"), in.path("from"), in.progress())
                : marketplace.addRegistry(in.text("name"), place, in.path("root"), in.values("plugins"), in.progress());
        return CommandResult.text(
                "Added registry " + added.name() + ", root " + added.rootDigest() + ".",
                RegistryListCommand.row(added));
    }
}
