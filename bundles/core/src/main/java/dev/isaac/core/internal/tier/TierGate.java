package dev.isaac.core.internal.tier;

import dev.isaac.command.line.Node;
import dev.isaac.core.Explanation.Part;
import dev.isaac.core.internal.route.Router;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Judges every simple command of a tree, through wrappers, substitutions, functions and pipes. Thread-safe; runs nothing. */
public final class TierGate {

    /** The value of a variable that is set to something which nobody but the native shell knows. */
    public static final String UNKNOWN_VALUE = String.valueOf(WordValues.UNKNOWN);

    /**
     * What the gate must know of a session.
     *
     * @param variables values of variables, {@code OLDPWD} included; {@code null} where unset
     * @param functions shell functions by name
     * @param place for the router
     * @param allowed whether the user allowed a program for good; asked for tier 3 only
     * @param interactive whether a person types into what is started
     * @param positional {@code $1} and what follows, as the lines before left them
     */
    public record Context(
            Function<String, @Nullable String> variables,
            Map<String, Node> functions,
            Router.Place place,
            Predicate<String> allowed,
            boolean interactive,
            List<String> positional) {

        /** Without positional parameters, as a session begins. */
        public Context(
                Function<String, @Nullable String> variables,
                Map<String, Node> functions,
                Router.Place place,
                Predicate<String> allowed,
                boolean interactive) {
            this(variables, functions, place, allowed, interactive, List.of());
        }
    }

    /**
     * The judgement of a line.
     *
     * @param verdict the strictest of all
     * @param parts every simple command, in the order of the line
     */
    public record Judgement(Verdict verdict, List<Part> parts) {}

    private final Router router;

    /** @param router tells who runs a command */
    public TierGate(Router router) {
        this.router = router;
    }

    /** Judges a tree. */
    public Judgement judge(Node.Sequence root, Context context) {
        TreeJudge tree = new TreeJudge(router, context);
        Verdict verdict = tree.sequence(root, scope(context), null);
        return new Judgement(verdict, tree.parts());
    }

    private static Scope scope(Context context) {
        String home = context.variables().apply("HOME");
        Scope scope = new Scope(
                context.variables(),
                context.functions(),
                context.place().directory().toString().replace('\\', '/'),
                home == null || home.isEmpty() ? "/root" : PathClasses.normalise(home.replace('\\', '/')),
                context.interactive());
        if (!context.positional().isEmpty()) {
            scope.positional(List.of(context.positional()));
        }
        return scope;
    }
}
