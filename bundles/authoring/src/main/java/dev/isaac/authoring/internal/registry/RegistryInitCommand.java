package dev.isaac.authoring.internal.registry;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.authoring.internal.PassphraseOptions;
import dev.isaac.authoring.internal.Refusals;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.signing.Registry;
import dev.isaac.signing.Registry.Setup;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;

/** {@code registry init}. */
@Component(service = Command.class)
@CommandName(RegistryInitCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryInitCommand.SUMMARY)
public final class RegistryInitCommand implements Command {

    static final String NAME = "registry init";
    static final String SUMMARY = "Make an empty registry";

    private static final int MAX_BINS = 65_536;
    private static final long MAX_NUMBER = 100_000;

    private final Clock clock;
    private final SecureRandom random;

    /** Called by the component runtime. */
    public RegistryInitCommand() {
        this(Clock.systemUTC(), new SecureRandom());
    }

    RegistryInitCommand(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.REGISTRIES)
                .description("""
                        Makes a registry in a folder: DIR/public is what gets served, a folder of static files; DIR/staged holds what \
                        waits for signatures, DIR/keys the keys that are made here. Users need DIR/public and, by another way, the \
                        root of trust: DIR/public/metadata/1.root.json.

                        A role without --key gets a new key in DIR/keys. For real use the keys of root, targets and claimed lie \
                        elsewhere: give their public halves, made by key show, and sign on their machines: registry sign.

                        Roles: root, targets, claimed, new-claims, bins, snapshot, timestamp.""")
                .arguments(Argument.required("dir", ValueType.PATH, "The folder; it must hold no registry"))
                .options(
                        Option.value("key", "ROLE=FILE", ValueType.TEXT, "A key of a role, or its public half")
                                .repeating(),
                        Option.value(
                                        "threshold",
                                        "ROLE=N",
                                        ValueType.TEXT,
                                        "How many keys of a role must sign, if not 1")
                                .repeating(),
                        Option.value("validity", "ROLE=DAYS", ValueType.TEXT, "How long a role's documents are valid")
                                .repeating(),
                        Option.value(
                                        "bins",
                                        "N",
                                        ValueType.INTEGER,
                                        "Over how many bins targets are spread, a power of two")
                                .orElse("1"))
                .options(PassphraseOptions.forNewKeys())
                .example("registry init /srv/registry", "for trying out: every key in one folder")
                .example(
                        "registry init /srv/registry --key root=alice.json --key root=bob.json --threshold root=2",
                        "root keys of two people")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        return Refusals.translate(() -> {
            Path folder = in.path("dir");
            Map<String, List<Path>> keys = new LinkedHashMap<>();
            for (RoleValue value : RoleValue.all(in.values("key"))) {
                keys.computeIfAbsent(value.role(), role -> new ArrayList<>())
                        .add(in.directory().resolve(value.value()).normalize());
            }
            Map<String, Integer> thresholds = new TreeMap<>();
            for (RoleValue value : RoleValue.all(in.values("threshold"))) {
                thresholds.put(value.role(), value.number(MAX_NUMBER));
            }
            Map<String, Duration> validity = new TreeMap<>();
            for (RoleValue value : RoleValue.all(in.values("validity"))) {
                validity.put(value.role(), Duration.ofDays(value.number(MAX_NUMBER)));
            }
            long bins = in.integer("bins");
            if (bins < 1 || bins > MAX_BINS) {
                throw new IllegalArgumentException("--bins takes a power of two up to " + MAX_BINS);
            }
            char[] passphrase = PassphraseOptions.forNewKeys(in, folder.resolve("keys"));
            try {
                Registry.Outcome outcome = Registry.create(
                        folder,
                        new Setup(keys, thresholds, validity, (int) bins),
                        clock,
                        PassphraseOptions.of(in),
                        passphrase.length == 0 ? Optional.empty() : Optional.of(passphrase),
                        random);
                return Outcomes.result("Registry " + folder, outcome, false);
            } finally {
                Arrays.fill(passphrase, '\0');
            }
        });
    }
}
