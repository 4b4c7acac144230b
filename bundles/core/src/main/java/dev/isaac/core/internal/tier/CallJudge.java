package dev.isaac.core.internal.tier;

import dev.isaac.command.CommandManifest;
import dev.isaac.command.Tier;
import dev.isaac.command.line.Node;
import dev.isaac.core.Explanation.Route;
import dev.isaac.core.internal.route.Routed;
import dev.isaac.core.internal.route.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges simple commands: who runs them, with which words, whatever those may turn out to be. */
final class CallJudge implements Specials.Gate {

    private static final long LARGEST_SETTINGS = 1 << 20;

    private final TreeJudge tree;
    private final ExpansionJudge expansions;
    private final Router router;
    private final TierGate.Context context;
    private @Nullable ProgramJudge programs;

    CallJudge(TreeJudge tree, ExpansionJudge expansions, Router router, TierGate.Context context) {
        this.tree = tree;
        this.expansions = expansions;
        this.router = router;
        this.context = context;
    }

    private ProgramJudge programs() {
        ProgramJudge judge = programs;
        if (judge == null) {
            judge = new ProgramJudge(
                    TierData.get(), new Specials(this, path -> Files.isRegularFile(Path.of(path)), CallJudge::read));
            programs = judge;
        }
        return judge;
    }

    /** A settings file is small; what is no file, or too large, is not read. */
    private static @Nullable String read(String path) {
        try {
            Path file = Path.of(path);
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST_SETTINGS
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    : null;
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    @Override
    public Verdict words(List<String> words, Scope scope, @Nullable String feed) {
        return programs().judge(words, scope, feed);
    }

    @Override
    public Verdict call(List<String> words, Scope scope, @Nullable String feed) {
        if (words.isEmpty()) {
            return Verdict.HARMLESS;
        }
        List<Node> bodies = scope.functions(words.get(0));
        if (bodies.isEmpty()) {
            return programs().judge(words, scope, feed);
        }
        Verdict verdict = Verdict.HARMLESS;
        for (Node body : bodies) {
            verdict = verdict.stricter(
                    body == Scope.UNDEFINED
                            ? programs().judge(words, scope, feed)
                            : function(body, words, scope, feed));
        }
        return verdict;
    }

    private Verdict function(Node body, List<String> words, Scope scope, @Nullable String feed) {
        List<List<String>> outer = scope.positional();
        try {
            if (!scope.enter()) {
                return Verdict.confirm("functions call each other too deeply to be read");
            }
            scope.positional(List.of(List.copyOf(words.subList(1, words.size()))));
            return tree.inside(body, scope, feed);
        } finally {
            scope.positional(outer);
            scope.leave();
        }
    }

    @Override
    public Verdict text(String text, Scope scope, @Nullable String feed) {
        return tree.text(text, scope, feed);
    }

    @Override
    public ExpansionJudge expansions() {
        return expansions;
    }

    /** Judges a simple command and does to the scope what it would do. */
    Verdict simple(Node.Simple simple, Scope scope, @Nullable String feed) {
        Verdict extra = expansions.redirections(simple.redirections(), scope);
        extra = extra.stricter(expansions.words(simple.words(), scope));
        if (simple.words().isEmpty()) {
            extra = extra.stricter(expansions.assignments(simple, scope));
            Verdict own =
                    simple.assignments().isEmpty() ? Verdict.run("only opens files") : Verdict.run("sets variables");
            return tree.part(simple, Route.BUILTIN, "", own.stricter(extra));
        }
        // The words are expanded before the variables in front of them are set.
        List<List<String>> alternatives = WordValues.all(simple.words(), scope);
        String input = expansions.feed(simple.redirections(), scope, feed);
        if (simple.assignments().isEmpty()) {
            return each(simple, alternatives, scope, input, extra);
        }
        Scope.Mark mark = scope.mark();
        extra = extra.stricter(expansions.assignments(simple, scope));
        Verdict verdict = each(simple, alternatives, scope, input, extra);
        scope.merge(scope.take(mark));
        return verdict;
    }

    private Verdict each(
            Node.Simple simple, List<List<String>> alternatives, Scope scope, @Nullable String feed, Verdict extra) {
        if (alternatives.size() == 1) {
            return one(simple, alternatives.get(0), scope, feed, extra);
        }
        // All but the first are judged as if they stood inside, so that the command is told of only once.
        Verdict verdict = extra;
        for (List<String> words : alternatives.subList(1, alternatives.size())) {
            Scope.Mark mark = scope.mark();
            verdict = verdict.stricter(call(words, scope, feed));
            scope.merge(scope.take(mark));
        }
        return one(simple, alternatives.get(0), scope, feed, verdict);
    }

    private Verdict one(Node.Simple simple, List<String> words, Scope scope, @Nullable String feed, Verdict extra) {
        if (words.isEmpty()) {
            return tree.part(
                    simple, Route.NATIVE, "", Verdict.run("expands to nothing").stricter(extra));
        }
        return tree.isHidden() ? call(words, scope, feed).stricter(extra) : routed(simple, words, scope, feed, extra);
    }

    private Verdict routed(Node.Simple simple, List<String> words, Scope scope, @Nullable String feed, Verdict extra) {
        Routed routed = router.route(known(words), context.place());
        Verdict own =
                switch (routed.route()) {
                    case COMMAND ->
                        typedByName(simple) ? command(routed) : command(routed).stricter(call(words, scope, feed));
                    case BUILTIN -> builtin(routed.target(), words, scope, feed);
                    case GOGO, NATIVE, UNKNOWN -> call(words, scope, feed);
                };
        if (own.tier() == Tier.CONFIRM
                && routed.route() == Route.NATIVE
                && context.allowed().test(routed.target())) {
            // Only the program was allowed: what its words expand to and where it writes is judged all the same.
            own = Verdict.run(routed.target() + " was allowed by the user");
        }
        boolean defined = routed.route() == Route.UNKNOWN
                && !scope.functions(words.get(0)).isEmpty();
        return tree.part(simple, defined ? Route.NATIVE : routed.route(), routed.target(), own.stricter(extra));
    }

    /** Whether the name stands there as text: otherwise it may mean something else by the time it runs. */
    private static boolean typedByName(Node.Simple simple) {
        return simple.words().get(0).literalValue().isPresent();
    }

    private static List<@Nullable String> known(List<String> words) {
        List<@Nullable String> known = new ArrayList<>(words.size());
        for (String word : words) {
            known.add(word.indexOf(WordValues.UNKNOWN) >= 0 ? null : word);
        }
        return known;
    }

    private static Verdict command(Routed routed) {
        if (routed.entry() == null) {
            return Verdict.run(routed.target() + " is a group of commands");
        }
        Tier tier = routed.entry().manifest().map(CommandManifest::tier).orElse(Tier.CONFIRM);
        return new Verdict(
                tier,
                tier == Tier.RUN
                        ? routed.target() + " says of itself that it may run at once"
                        : routed.target() + " says of itself that it must be confirmed");
    }

    /** What the session does itself is judged as the shell's own, under its bare name. */
    private Verdict builtin(String name, List<String> words, Scope scope, @Nullable String feed) {
        List<String> bare = new ArrayList<>(words);
        bare.set(0, name);
        Verdict verdict = call(bare, scope, feed);
        return verdict.isHarmless() ? Verdict.run(name + " changes only the session") : verdict;
    }
}
