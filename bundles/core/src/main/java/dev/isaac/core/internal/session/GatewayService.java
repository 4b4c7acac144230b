package dev.isaac.core.internal.session;

import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandOutline;
import dev.isaac.command.Invocation;
import dev.isaac.command.spi.AliasProvider;
import dev.isaac.command.spi.CommandCalls;
import dev.isaac.command.spi.DeferredCommands;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.command.spi.LineAliases;
import dev.isaac.command.spi.LineRewriter;
import dev.isaac.command.spi.LineTranslator;
import dev.isaac.command.spi.ScopedFunctions;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.LineSession;
import dev.isaac.core.SessionOptions;
import dev.isaac.core.internal.alias.AliasTable;
import dev.isaac.core.internal.allow.AllowList;
import dev.isaac.core.internal.home.PolicyFile;
import dev.isaac.core.internal.route.CommandEntry;
import dev.isaac.core.internal.route.CommandRegistry;
import dev.isaac.core.internal.route.Nearest;
import dev.isaac.core.internal.state.InSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The gateway as a service: follows the commands, rewriters and functions that come and go. */
@Component(
        service = {CommandGateway.class, CommandCalls.class},
        configurationPolicy = ConfigurationPolicy.IGNORE)
public final class GatewayService implements CommandGateway, CommandCalls {

    private static final System.Logger LOG = System.getLogger(GatewayService.class.getName());

    /** See {@link dev.isaac.command.CommandSummary}. */
    private static final String SUMMARY = "isaac.command.summary";

    /** See {@link dev.isaac.command.CommandCategory}. */
    private static final String CATEGORY = "isaac.command.category";

    private final CommandRegistry registry = new CommandRegistry();
    private final Map<ServiceReference<Command>, CommandEntry> entries = new ConcurrentHashMap<>();
    private final Set<Long> forgotten = ConcurrentHashMap.newKeySet();
    private final Map<DeferredCommands, List<CommandEntry>> deferred = new ConcurrentHashMap<>();
    private final Ranked<LineRewriter> rewriters = new Ranked<>();
    private final Ranked<Translations.Named> translators = new Ranked<>();
    private final Ranked<ScopedFunctions> functions = new Ranked<>();
    private final BundleContext context;
    private final AliasTable aliases;
    private final ServiceRegistration<LineAliases> aliasService;
    private final Workshop workshop;

    /** Called by the component runtime. */
    @Activate
    public GatewayService(
            BundleContext context, @Reference(policyOption = ReferencePolicyOption.GREEDY) IsaacHome home) {
        this.context = context;
        this.aliases = new AliasTable(home.root().resolve("aliases.json"), System::nanoTime);
        this.aliasService = context.registerService(LineAliases.class, aliases, null);
        AllowList allowList = new AllowList(home.root().resolve("allow.json"), PolicyFile.of(home));
        this.workshop = Workshop.of(
                registry,
                new Workshop.Services(rewriters::all, translators::all, functions::all, aliases),
                () -> scratch(home),
                allowList);
    }

    /** No program outlives the process that it was started in. */
    @Deactivate
    void close() {
        aliasService.unregister();
        workshop.shell().end();
    }

    private static @Nullable Path scratch(IsaacHome home) {
        try {
            return home.process();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "there is no folder for this process", e);
            return null;
        }
    }

    @Reference(
            service = Command.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeCommand",
            updated = "updatedCommand")
    void addCommand(ServiceReference<Command> reference) {
        CommandEntry entry = entry(reference);
        if (entry != null && !forgotten.contains(entry.bundle())) {
            entries.put(reference, entry);
            registry.add(entry);
        }
    }

    void removeCommand(ServiceReference<Command> reference) {
        CommandEntry entry = entries.remove(reference);
        if (entry != null) {
            // While its bundle changes the name stays taken, and nothing but the name.
            if (workshop.calls().whenReleased(entry.bundle(), () -> registry.remove(entry))) {
                entry.retire();
            } else {
                registry.remove(entry);
            }
            context.ungetService(reference);
        }
    }

    void updatedCommand(ServiceReference<Command> reference) {
        removeCommand(reference);
        addCommand(reference);
    }

    private @Nullable CommandEntry entry(ServiceReference<Command> reference) {
        int ranking = reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer value ? value : 0;
        CommandEntry.Registration from =
                new CommandEntry.Registration(ranking, (Long) reference.getProperty(Constants.SERVICE_ID), (Long)
                        reference.getProperty(Constants.SERVICE_BUNDLEID));
        if (reference.getProperty(Command.NAME) instanceof String name) {
            return new CommandEntry(
                    name,
                    strings(reference.getProperty(Command.ALIASES)),
                    new CommandEntry.Told(text(reference, CATEGORY), text(reference, SUMMARY)),
                    from,
                    () -> context.getService(reference));
        }
        // Without the property there is no other way to learn the name.
        try {
            Command command = context.getService(reference);
            if (command == null) {
                return null;
            }
            CommandManifest manifest = command.manifest();
            return new CommandEntry(
                    manifest.name(), manifest.aliases(), new CommandEntry.Told(null, null), from, () -> command);
        } catch (Throwable e) { // a plugin may throw anything; the others stay usable
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a command of " + reference.getBundle() + " does not tell its name",
                    e);
            return null;
        }
    }

    private static @Nullable String text(ServiceReference<Command> reference, String property) {
        return reference.getProperty(property) instanceof String text ? text : null;
    }

    private static List<String> strings(@Nullable Object property) {
        if (property instanceof String[] array) {
            return Arrays.asList(array);
        }
        return property instanceof String text ? List.of(text) : List.of();
    }

    @Reference(
            service = DeferredCommands.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeDeferred")
    void addDeferred(DeferredCommands commands) {
        // Behind everything that is registered, blocked plugins' names included.
        List<CommandEntry> added = commands.outlines().stream()
                .map(outline -> new CommandEntry(
                        outline.name(),
                        outline.aliases(),
                        new CommandEntry.Told(outline.category(), outline.summary()),
                        Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        () -> commands.command(outline.name())))
                .toList();
        deferred.put(commands, added);
        registry.add(added);
    }

    void removeDeferred(DeferredCommands commands) {
        List<CommandEntry> gone = deferred.remove(commands);
        if (gone != null) {
            registry.remove(gone);
        }
    }

    @Reference(
            service = LineRewriter.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeRewriter")
    void addRewriter(LineRewriter rewriter, Map<String, Object> properties) {
        rewriters.add(rewriter, properties);
    }

    void removeRewriter(LineRewriter rewriter) {
        rewriters.remove(rewriter);
    }

    @Reference(
            service = LineTranslator.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeTranslator")
    void addTranslator(LineTranslator translator, Map<String, Object> properties) {
        translators.add(
                new Translations.Named(translator, Set.copyOf(strings(properties.get(LineTranslator.NAMES)))),
                properties);
    }

    void removeTranslator(LineTranslator translator) {
        translators.removeIf(named -> named.translator() == translator);
    }

    @Reference(
            service = AliasProvider.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeAliases")
    void addAliases(ServiceReference<AliasProvider> reference) {
        try {
            AliasProvider provider = context.getService(reference);
            if (provider != null) {
                aliases.add(
                        reference,
                        provider.aliases(),
                        String.valueOf(reference.getBundle().getSymbolicName()));
            }
        } catch (Throwable e) { // a plugin may throw anything; the others stay usable
            LOG.log(System.Logger.Level.WARNING, "the aliases of " + reference.getBundle() + " are left out", e);
        }
    }

    void removeAliases(ServiceReference<AliasProvider> reference) {
        aliases.take(reference);
        context.ungetService(reference);
    }

    @Reference(
            service = ScopedFunctions.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeFunctions")
    void addFunctions(ScopedFunctions added, Map<String, Object> properties) {
        functions.add(added, properties);
    }

    void removeFunctions(ScopedFunctions removed) {
        functions.remove(removed);
    }

    @Override
    public LineSession open(SessionOptions options) {
        return workshop.open(options);
    }

    @Override
    public LineSession openLike(Invocation invocation) {
        return invocation instanceof InSession call ? workshop.open(call) : CommandGateway.super.openLike(invocation);
    }

    @Override
    public Hold hold(Collection<Long> bundles) {
        return workshop.calls().hold(bundles);
    }

    @Override
    public void forget(long bundle) {
        forgotten.add(bundle);
        entries.forEach((reference, entry) -> {
            if (entry.bundle() == bundle) {
                removeCommand(reference);
            }
        });
    }

    @Override
    public List<String> commandNames() {
        return registry.names();
    }

    @Override
    public Optional<CommandManifest> manifest(String name) {
        return registry.find(name).flatMap(CommandEntry::manifest);
    }

    @Override
    public List<CommandManifest> manifests() {
        List<CommandManifest> manifests = new ArrayList<>();
        for (CommandEntry entry : registry.all()) {
            entry.manifest().ifPresent(manifests::add);
        }
        return manifests;
    }

    @Override
    public List<CommandOutline> outlines() {
        List<CommandOutline> outlines = new ArrayList<>();
        for (CommandEntry entry : registry.all()) {
            entry.outline().ifPresent(outlines::add);
        }
        return outlines;
    }

    @Override
    public Optional<String> nearest(String typed) {
        return registry.nearest(typed).map(Nearest.Guess::name);
    }

    @Override
    public AutoCloseable onChange(Runnable callback) {
        return registry.onChange(callback);
    }

    @Override
    public Optional<Command> command(String name) {
        return registry.find(name).flatMap(CommandEntry::command);
    }
}
