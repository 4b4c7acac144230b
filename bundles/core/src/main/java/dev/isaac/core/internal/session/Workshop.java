package dev.isaac.core.internal.session;

import dev.isaac.command.Fault;
import dev.isaac.command.spi.LineRewriter;
import dev.isaac.command.spi.ScopedFunctions;
import dev.isaac.core.LineSession;
import dev.isaac.core.SessionOptions;
import dev.isaac.core.internal.alias.AliasTable;
import dev.isaac.core.internal.allow.AllowList;
import dev.isaac.core.internal.call.CallBook;
import dev.isaac.core.internal.route.CommandRegistry;
import dev.isaac.core.internal.route.Programs;
import dev.isaac.core.internal.route.Router;
import dev.isaac.core.internal.run.Jobs;
import dev.isaac.core.internal.run.LineRunner;
import dev.isaac.core.internal.run.NativeShell;
import dev.isaac.core.internal.state.InSession;
import dev.isaac.core.internal.state.SessionState;
import dev.isaac.core.internal.tier.TierGate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that sessions share. Thread-safe.
 *
 * @param registry the commands
 * @param calls the calls of them that are under way
 * @param router who runs what
 * @param gate how dangerous it is
 * @param shell the native shell
 * @param programs the native programs
 * @param services what other bundles add to the gateway
 * @param allowList what needs no confirmation any more
 */
public record Workshop(
        CommandRegistry registry,
        CallBook calls,
        Router router,
        TierGate gate,
        NativeShell shell,
        Programs programs,
        Services services,
        AllowList allowList) {

    /**
     * What other bundles add to the gateway, as it is now; the most important first.
     *
     * @param rewriters what changes lines before they are judged
     * @param translators what says foreign lines in the words of this system
     * @param functions functions of other command processors
     * @param aliases those of the user and of plugins
     */
    public record Services(
            Supplier<List<LineRewriter>> rewriters,
            Supplier<List<Translations.Named>> translators,
            Supplier<List<ScopedFunctions>> functions,
            AliasTable aliases) {

        boolean has(String scope, String name) {
            return function(scope, name).isPresent();
        }

        Optional<ScopedFunctions> function(String scope, String name) {
            return functions.get().stream().filter(f -> f.has(scope, name)).findFirst();
        }
    }

    /** Puts the parts together. */
    public static Workshop of(
            CommandRegistry registry, Services services, Supplier<@Nullable Path> scratch, AllowList allowList) {
        Programs programs = new Programs(System::nanoTime);
        Router router = new Router(registry, services::has, programs);
        return new Workshop(
                registry,
                new CallBook(),
                router,
                new TierGate(router),
                new NativeShell(programs, scratch),
                programs,
                services,
                allowList);
    }

    /** Opens a session. */
    public LineSession open(SessionOptions options) {
        return new Session(this, new SessionState(options));
    }

    /** Opens a session that begins as the one now is in which a command runs. */
    public LineSession open(InSession call) {
        return new Session(this, call.session().copy());
    }

    LineRunner.Tools tools(Jobs jobs) {
        return new LineRunner.Tools(registry, calls, router, shell, services::function, jobs);
    }

    /** Why a function of another processor must not be called, {@code scope:function}. */
    Optional<Fault> refusal(String name) {
        int colon = name.indexOf(':');
        String scope = name.substring(0, colon);
        String function = name.substring(colon + 1);
        return services.function(scope, function).flatMap(functions -> functions.refusal(scope, function));
    }
}
