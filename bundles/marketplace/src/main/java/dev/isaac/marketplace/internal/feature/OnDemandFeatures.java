package dev.isaac.marketplace.internal.feature;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandOutline;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.line.Node;
import dev.isaac.command.spi.DeferredCommands;
import dev.isaac.command.spi.LineTranslator;
import dev.isaac.command.spi.LineTranslator.Shell;
import dev.isaac.command.spi.LineTranslator.Translated;
import dev.isaac.marketplace.internal.engine.FeatureRuntime;
import dev.isaac.marketplace.internal.engine.FeatureRuntime.Part;
import dev.isaac.marketplace.internal.feature.FeatureIndex.BundleFile;
import dev.isaac.marketplace.internal.feature.FeatureIndex.Feature;
import dev.isaac.trust.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The commands of features that are not in the framework yet. A feature is installed, from exactly the bytes that the
 * build wrote down, when one of its commands is first needed, or a command of another system that it translates. Thread-safe.
 */
public final class OnDemandFeatures implements DeferredCommands {

    private static final System.Logger LOG = System.getLogger(OnDemandFeatures.class.getName());

    private final Path distribution;
    private final BundleContext context;
    private final FeatureRuntime runtime;
    private @Nullable List<Feature> features;

    /** Of a distribution; reads nothing yet. */
    public OnDemandFeatures(Path distribution, BundleContext context, FeatureRuntime runtime) {
        this.distribution = distribution;
        this.context = context;
        this.runtime = runtime;
    }

    @Override
    public List<CommandOutline> outlines() {
        return features().stream()
                .flatMap(feature -> feature.commands().stream())
                .toList();
    }

    /** A translator for the foreign commands of each feature that has some. */
    public List<DeferredTranslator> translators() {
        return features().stream()
                .filter(feature -> !feature.foreign().isEmpty())
                .map(feature -> new DeferredTranslator(feature, this))
                .toList();
    }

    private synchronized List<Feature> features() {
        List<Feature> known = features;
        if (known == null) {
            try {
                known = read();
            } catch (IOException e) {
                // The shell must come up all the same; doctor tells.
                LOG.log(System.Logger.Level.ERROR, "the features of the distribution cannot be read", e);
                known = List.of();
            }
            features = known;
        }
        return known;
    }

    private List<Feature> read() throws IOException {
        return FeatureIndex.read(distribution.resolve("features").resolve("on-demand.index"));
    }

    @Override
    public Command command(String name) {
        CommandOutline outline = outlines().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no feature brings the command " + name));
        return new DeferredCommand(outline, this);
    }

    /**
     * Does something with the command itself, whose bundles run afterwards.
     *
     * @throws CommandException {@code feature.damaged}, {@code feature.missing}, {@code feature.start-failed}, or what
     *     the use throws
     */
    <T> T with(String name, Use<T> use) throws CommandException {
        ServiceReference<Command> reference = registered(name).orElse(null);
        if (reference == null) {
            start(feature(name));
            reference = registered(name).orElseThrow(() -> notRegistered(name));
        }
        Command command = context.getService(reference);
        if (command == null) {
            throw notRegistered(name);
        }
        try {
            return use.of(command);
        } finally {
            context.ungetService(reference);
        }
    }

    /** The registered translators that know a foreign command of a feature, without those that stand in for others. */
    private List<ServiceReference<LineTranslator>> registeredTranslators(Feature feature) {
        try {
            String known = "(" + LineTranslator.NAMES + "=" + feature.foreign().get(0) + ")";
            String real = "(!(" + DeferredTranslator.STAND_IN + "=true))";
            return List.copyOf(context.getServiceReferences(LineTranslator.class, "(&" + known + real + ")"));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("names of commands are words", e);
        }
    }

    /**
     * Brings up the translators of a feature and asks them; empty where they were there already, because then they are asked
     * without this.
     *
     * @throws CommandException what {@link #with} throws
     */
    Optional<Translated> translate(Feature feature, String text, Node.Sequence line, Shell target)
            throws CommandException {
        if (!registeredTranslators(feature).isEmpty()) {
            return Optional.empty();
        }
        start(feature);
        for (ServiceReference<LineTranslator> reference : registeredTranslators(feature)) {
            LineTranslator translator = context.getService(reference);
            if (translator == null) {
                continue;
            }
            try {
                Optional<Translated> answer = translator.translate(text, line, target);
                if (answer.isPresent()) {
                    return answer;
                }
            } finally {
                context.ungetService(reference);
            }
        }
        return Optional.empty();
    }

    /** What is done with a command while it is there for certain. */
    @FunctionalInterface
    interface Use<T> {
        T of(Command command) throws CommandException;
    }

    private Optional<ServiceReference<Command>> registered(String name) {
        try {
            return context.getServiceReferences(Command.class, "(" + Command.NAME + "=" + name + ")").stream()
                    .max(Comparator.naturalOrder());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("names of commands are words", e);
        }
    }

    private Feature feature(String command) {
        return features().stream()
                .filter(feature -> feature.commands().stream()
                        .anyMatch(outline -> outline.name().equals(command)))
                .findFirst()
                .orElseThrow();
    }

    private void start(Feature feature) throws CommandException {
        List<Part> parts = new ArrayList<>();
        for (BundleFile file : feature.bundles()) {
            parts.add(new Part("isaac:feature/" + file.artifact(), () -> bytes(feature, file)));
        }
        runtime.start(feature.name(), parts);
    }

    private byte[] bytes(Feature feature, BundleFile file) throws CommandException {
        Path jar = distribution.resolve("bundles").resolve(file.file());
        try (InputStream in = Files.newInputStream(jar)) {
            byte[] bytes = in.readNBytes((int) Math.min(file.length(), Integer.MAX_VALUE - 16));
            if (bytes.length != file.length()
                    || in.read() >= 0
                    || !Digests.sha256(bytes).equals(file.sha256())) {
                throw Fault.of(
                                FaultKind.VERIFICATION,
                                "feature.damaged",
                                "The file " + jar + " is not the one that this distribution was built with, so '"
                                        + feature.name() + "' is not started.")
                        .hint("Unpack or build the distribution anew.")
                        .detail("feature", feature.name())
                        .exception();
            }
            return bytes;
        } catch (IOException e) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "feature.missing",
                            "The file " + jar + " of '" + feature.name() + "' cannot be read.")
                    .hint("Unpack or build the distribution anew.")
                    .detail("feature", feature.name())
                    .exception(e);
        }
    }

    private static CommandException notRegistered(String name) {
        return Fault.of(
                        FaultKind.FAILED,
                        "feature.command-missing",
                        "The command " + name + " did not come up with its feature.")
                .hint("The log says why: isaac log")
                .exception();
    }

    /** What is wrong with the files, one sentence each; lengths only, so that it is quick. */
    List<String> findings() {
        try {
            List<String> findings = new ArrayList<>();
            for (Feature feature : read()) {
                for (BundleFile file : feature.bundles()) {
                    Path jar = distribution.resolve("bundles").resolve(file.file());
                    if (!Files.isRegularFile(jar) || Files.size(jar) != file.length()) {
                        findings.add("The file " + jar + " of '" + feature.name()
                                + "' is missing, or not the one that was built.");
                    }
                }
            }
            return findings;
        } catch (IOException e) {
            return List.of("The features of the distribution cannot be read: " + e.getMessage() + ".");
        }
    }
}
