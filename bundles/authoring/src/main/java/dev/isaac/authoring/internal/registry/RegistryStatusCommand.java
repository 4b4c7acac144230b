package dev.isaac.authoring.internal.registry;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.authoring.internal.Refusals;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.signing.Passphrases;
import dev.isaac.signing.Registry;
import dev.isaac.signing.RegistryStatus;
import dev.isaac.signing.RegistryStatus.Alarm;
import dev.isaac.signing.RegistryStatus.Role;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;

/** {@code registry status}. */
@Component(service = Command.class)
@CommandName(RegistryStatusCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryStatusCommand.SUMMARY)
public final class RegistryStatusCommand implements Command {

    static final String NAME = "registry status";
    static final String SUMMARY = "Show how a registry stands: versions, expiry, keys, what is staged";

    private final Clock clock;

    /** Called by the component runtime. */
    public RegistryStatusCommand() {
        this(Clock.systemUTC());
    }

    RegistryStatusCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.REGISTRIES)
                .description(
                        "Changes nothing and needs no key. A document that expires in less than 90, 30 or 7 days is marked, unless"
                                + " it is younger than half its validity. With --alarm the command fails (exit code 1) when one is as"
                                + " near as that: for a timer.")
                .arguments(Argument.optional(
                        "dir", ValueType.PATH, "The folder of the registry; the working directory if not named"))
                .options(Option.value(
                        "alarm", "DAYS", ValueType.INTEGER, "Fail when a document expires within so many days"))
                .example("registry status /srv/registry", "everything")
                .example("registry status /srv/registry --alarm 7", "for a timer")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        return Refusals.translate(() -> {
            Path folder = in.has("dir") ? in.path("dir") : in.directory();
            RegistryStatus status =
                    Registry.open(folder, clock, Passphrases.none()).status();
            if (in.has("alarm") && status.worst().days() <= in.integer("alarm")) {
                throw Fault.of(
                                FaultKind.FAILED,
                                "registry.expiring",
                                "Documents of the registry in " + folder + " expire soon: " + nearest(status) + ".")
                        .hint("Sign them anew: registry renew " + folder)
                        .detail("status", status.toJson())
                        .exception();
            }
            return CommandResult.text(String.join("\n", lines(status)), status.toJson());
        });
    }

    private static String nearest(RegistryStatus status) {
        List<String> near = new ArrayList<>();
        for (Role role : status.roles()) {
            if (role.alarm() != Alarm.NONE) {
                near.add(role.name() + (role.daysLeft() < 0 ? " has expired" : " in " + role.daysLeft() + " days"));
            }
        }
        return String.join(", ", near);
    }

    private static List<String> lines(RegistryStatus status) {
        List<String> lines = new ArrayList<>();
        lines.add(line("role", "version", "expires", "days", "keys", ""));
        for (Role role : status.roles()) {
            lines.add(line(
                    role.name(),
                    Long.toString(role.version()),
                    LocalDate.ofInstant(role.expires(), ZoneOffset.UTC).toString(),
                    Long.toString(role.daysLeft()),
                    role.threshold() + " of " + role.keyIds().size(),
                    role.alarm() == Alarm.NONE ? "" : role.alarm().name().toLowerCase(Locale.ROOT)));
        }
        new TreeMap<>(status.staged())
                .forEach((role, missing) -> lines.add("staged: " + role + ", "
                        + (missing == 0 ? "complete" : Outcomes.count(missing, "signature") + " missing")));
        status.newClaims().forEach(publisher -> lines.add("claim without ceremony: " + publisher));
        status.advisories().forEach(id -> lines.add("advisory: " + id));
        return lines;
    }

    private static String line(String role, String version, String expires, String days, String keys, String alarm) {
        return String.format(Locale.ROOT, "%-12s %7s  %-10s %5s  %-8s %s", role, version, expires, days, keys, alarm)
                .stripTrailing();
    }
}
