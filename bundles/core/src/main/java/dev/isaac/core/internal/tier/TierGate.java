package dev.isaac.core.internal.tier;

import dev.isaac.command.CommandManifest;
import dev.isaac.command.Tier;
import dev.isaac.command.line.Assignment;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import dev.isaac.core.Explanation.Part;
import dev.isaac.core.Explanation.Route;
import dev.isaac.core.internal.parse.LineParser;
import dev.isaac.core.internal.route.Routed;
import dev.isaac.core.internal.route.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Judges every simple command of a tree, through wrappers, substitutions, functions and pipes. Thread-safe; runs nothing. */
public final class TierGate {

    /**
     * What the gate must know of a session.
     *
     * @param variables values of variables; {@code null} where unset
     * @param functions shell functions by name
     * @param place for the router
     * @param allowed whether the user allowed a program for good; asked for tier 3 only
     */
    public record Context(
            Function<String, @Nullable String> variables,
            Map<String, Node> functions,
            Router.Place place,
            Predicate<String> allowed) {}

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
        Walk walk = new Walk(context);
        Verdict verdict = walk.sequence(root, scope(context), null);
        return new Judgement(verdict, walk.parts);
    }

    private static Scope scope(Context context) {
        String home = context.variables().apply("HOME");
        return new Scope(
                context.variables(),
                context.functions(),
                context.place().directory().toString().replace('\\', '/'),
                home == null || home.isEmpty() ? "/root" : PathClasses.normalise(home.replace('\\', '/')));
    }

    private final class Walk implements Specials.Gate {
        final List<Part> parts = new ArrayList<>(2);
        private final Context context;
        private @Nullable ProgramJudge programs;
        /** Commands inside strings and wrappers are parts of the command that holds them. */
        private int hidden;

        Walk(Context context) {
            this.context = context;
        }

        private ProgramJudge programs() {
            ProgramJudge judge = programs;
            if (judge == null) {
                judge = new ProgramJudge(
                        TierData.get(), new Specials(this, path -> Files.isRegularFile(Path.of(path))));
                programs = judge;
            }
            return judge;
        }

        @Override
        public Verdict words(List<String> words, Scope scope, @Nullable String feed) {
            return program(words, scope, feed);
        }

        @Override
        public Verdict text(String text, Scope scope) {
            if (text.indexOf(WordValues.UNKNOWN) >= 0) {
                Verdict known = parsed(text, scope);
                return Verdict.confirm("an expansion decides what is run").stricter(known);
            }
            return parsed(text, scope);
        }

        private Verdict parsed(String text, Scope scope) {
            if (!scope.enter()) {
                return Verdict.confirm("commands are nested too deeply to be read");
            }
            try {
                if (LineParser.parse(text) instanceof ParsedLine.Complete complete) {
                    hidden++;
                    try {
                        return sequence(complete.root(), scope, null);
                    } finally {
                        hidden--;
                    }
                }
                return Verdict.confirm("what is run cannot be read");
            } finally {
                scope.leave();
            }
        }

        Verdict sequence(Node.Sequence sequence, Scope scope, @Nullable String feed) {
            Verdict verdict = Verdict.HARMLESS;
            List<Node.Entry> entries = sequence.entries();
            for (int i = 0; i < entries.size(); i++) {
                verdict = worse(verdict, node(entries.get(i).node(), scope, feed));
            }
            return verdict;
        }

        private Verdict worse(Verdict a, Verdict b) {
            return a.isHarmless() ? b : a.stricter(b);
        }

        Verdict node(Node node, Scope scope, @Nullable String feed) {
            if (node instanceof Node.Simple simple) {
                return simple(simple, scope, feed);
            }
            if (node instanceof Node.Pipeline pipeline) {
                return pipeline(pipeline, scope, feed);
            }
            if (node instanceof Node.AndOr chain) {
                Verdict verdict = node(chain.first(), scope, feed);
                for (Node.Link link : chain.links()) {
                    verdict = worse(verdict, node(link.node(), scope, feed));
                }
                return verdict;
            }
            if (node instanceof Node.Sequence sequence) {
                return sequence(sequence, scope, feed);
            }
            if (node instanceof Node.Group group) {
                return sequence(group.body(), scope, feed(group.redirections(), scope, feed))
                        .stricter(redirections(group.redirections(), scope));
            }
            if (node instanceof Node.Subshell subshell) {
                return sequence(subshell.body(), scope, feed(subshell.redirections(), scope, feed))
                        .stricter(redirections(subshell.redirections(), scope));
            }
            if (node instanceof Node.Compound compound) {
                return compound(compound, scope, feed);
            }
            Node.Function function = (Node.Function) node;
            return function(function, scope);
        }

        private Verdict function(Node.Function function, Scope scope) {
            if (ForkBomb.is(function)) {
                return part(
                        function.text(),
                        Route.NATIVE,
                        function.name(),
                        Verdict.refuse(function.name() + " calls itself again and again until nothing else can run"));
            }
            scope.define(function.name(), function.body());
            // Whatever its arguments will be: what is catastrophic without them is so with them.
            hidden++;
            Verdict body = node(function.body(), scope, null);
            hidden--;
            Verdict verdict =
                    body.tier() == Tier.REFUSE ? body : Verdict.run("defines the function " + function.name());
            return part(function.text(), Route.NATIVE, function.name(), verdict);
        }

        private Verdict compound(Node.Compound compound, Scope scope, @Nullable String feed) {
            Verdict verdict = redirections(compound.redirections(), scope);
            for (Word word : compound.words()) {
                verdict = verdict.stricter(expansions(word.parts(), scope));
            }
            String inside = feed(compound.redirections(), scope, feed);
            if (compound.keyword().equals("for") && compound.words().size() > 1) {
                String name = compound.words().get(0).text();
                List<String> items = new WordValues(scope)
                        .of(compound.words().subList(1, compound.words().size()));
                for (int i = 0; i < Math.min(items.size(), 16); i++) {
                    scope.assign(name, items.get(i));
                    hidden += i > 0 ? 1 : 0;
                    verdict = bodies(compound, scope, inside, verdict);
                    hidden -= i > 0 ? 1 : 0;
                }
                scope.forget(name);
                if (items.size() <= 16 && !items.isEmpty()) {
                    return verdict;
                }
            } else if (compound.keyword().equals("for") || compound.keyword().equals("select")) {
                scope.forget(
                        compound.words().isEmpty()
                                ? ""
                                : compound.words().get(0).text());
            }
            return bodies(compound, scope, inside, verdict);
        }

        private Verdict bodies(Node.Compound compound, Scope scope, @Nullable String feed, Verdict before) {
            Verdict verdict = before;
            for (Node.Sequence body : compound.bodies()) {
                verdict = worse(verdict, sequence(body, scope, feed));
            }
            return verdict;
        }

        private Verdict pipeline(Node.Pipeline pipeline, Scope scope, @Nullable String feed) {
            Verdict verdict = Verdict.HARMLESS;
            String flowing = feed;
            for (Node.Stage stage : pipeline.stages()) {
                verdict = worse(verdict, node(stage.node(), scope, flowing));
                String printed = stage.node() instanceof Node.Simple simple ? printed(simple, scope, flowing) : null;
                flowing = printed == null ? String.valueOf(WordValues.UNKNOWN) : printed;
            }
            return verdict;
        }

        /** What a stage prints, where that is known: the little that people hide commands in. */
        private @Nullable String printed(Node.Simple simple, Scope scope, @Nullable String flowing) {
            WordValues values = new WordValues(scope);
            if (simple.words().size() == 1 && values.of(simple.words().get(0)).equals(List.of("cat"))) {
                return feed(simple.redirections(), scope, flowing);
            }
            return SubstitutionValue.printed(simple, values);
        }

        private Verdict simple(Node.Simple simple, Scope scope, @Nullable String feed) {
            Verdict extra = redirections(simple.redirections(), scope);
            for (Word word : simple.words()) {
                extra = extra.stricter(expansions(word.parts(), scope));
            }
            extra = extra.stricter(assignments(simple, scope));
            if (simple.words().isEmpty()) {
                Verdict own = simple.assignments().isEmpty()
                        ? Verdict.run("only opens files")
                        : Verdict.run("sets variables");
                return part(simple, Route.BUILTIN, "", own.stricter(extra));
            }
            List<String> words = new WordValues(scope).of(simple.words());
            if (words.isEmpty()) {
                return part(
                        simple,
                        Route.NATIVE,
                        "",
                        Verdict.run("expands to nothing").stricter(extra));
            }
            if (hidden > 0) {
                return program(words, scope, feed(simple.redirections(), scope, feed))
                        .stricter(extra);
            }
            return routed(simple, words, scope, feed(simple.redirections(), scope, feed), extra);
        }

        private Verdict routed(
                Node.Simple simple, List<String> words, Scope scope, @Nullable String feed, Verdict extra) {
            List<@Nullable String> known = known(words);
            Routed routed = router.route(known, context.place());
            Verdict own =
                    switch (routed.route()) {
                        case COMMAND ->
                            typedByName(simple)
                                    ? command(routed)
                                    : command(routed).stricter(program(words, scope, feed));
                        case BUILTIN -> builtin(routed.target(), words, scope);
                        case GOGO -> program(words, scope, feed);
                        case NATIVE -> program(words, scope, feed);
                        case UNKNOWN -> program(words, scope, feed);
                    };
            if (own.tier() == Tier.CONFIRM
                    && routed.route() == Route.NATIVE
                    && context.allowed().test(routed.target())) {
                // Only the program was allowed: what its words expand to and where it writes is judged all the same.
                own = Verdict.run(routed.target() + " was allowed by the user");
            }
            boolean defined = routed.route() == Route.UNKNOWN && scope.function(words.get(0)) != null;
            return part(simple, defined ? Route.NATIVE : routed.route(), routed.target(), own.stricter(extra));
        }

        /** Whether the name stands there as text: otherwise it may mean something else by the time it runs. */
        private static boolean typedByName(Node.Simple simple) {
            return simple.words().get(0).literalValue().isPresent();
        }

        private List<@Nullable String> known(List<String> words) {
            List<@Nullable String> known = new ArrayList<>(words.size());
            for (String word : words) {
                known.add(word.indexOf(WordValues.UNKNOWN) >= 0 ? null : word);
            }
            return known;
        }

        private Verdict command(Routed routed) {
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

        private Verdict builtin(String name, List<String> words, Scope scope) {
            Verdict verdict = Verdict.run(name + " changes only the session");
            if (name.equals("cd")) {
                scope.directory(words.size() > 1 ? words.get(words.size() - 1) : scope.home());
            } else if (name.equals("export")) {
                for (String word : words) {
                    verdict = verdict.stricter(Specials.outlasting(word));
                    if (Specials.isAssignment(word)) {
                        int equals = word.indexOf('=');
                        scope.assign(word.substring(0, equals), word.substring(equals + 1));
                    }
                }
            } else if (name.equals("unset")) {
                for (String word : words) {
                    scope.assign(word, "");
                }
            }
            return verdict;
        }

        private Verdict program(List<String> words, Scope scope, @Nullable String feed) {
            Node function = words.isEmpty() ? null : scope.function(words.get(0));
            if (function == null || !scope.enter()) {
                return programs().judge(words, scope, feed);
            }
            try {
                for (int i = 1; i < 10; i++) {
                    scope.assign(String.valueOf(i), i < words.size() ? words.get(i) : "");
                }
                String all = String.join(" ", words.subList(1, words.size()));
                scope.assign("@", all);
                scope.assign("*", all);
                hidden++;
                Verdict verdict = node(function, scope, feed);
                hidden--;
                return verdict;
            } finally {
                scope.leave();
            }
        }

        private Verdict assignments(Node.Simple simple, Scope scope) {
            Verdict verdict = Verdict.HARMLESS;
            WordValues values = new WordValues(scope);
            for (Assignment assignment : simple.assignments()) {
                verdict = verdict.stricter(expansions(assignment.value().parts(), scope));
                if (assignment.subscript().isPresent()) {
                    verdict = verdict.stricter(
                            expansions(assignment.subscript().get().parts(), scope));
                    scope.forget(assignment.name());
                    continue;
                }
                String value = values.single(assignment.value());
                scope.assign(assignment.name(), assignment.append() ? scope.value(assignment.name()) + value : value);
                if (simple.words().isEmpty()
                        ? DangerousVariables.outlasts(assignment.name())
                        : DangerousVariables.contains(assignment.name())) {
                    verdict = verdict.stricter(
                            Verdict.confirm(assignment.name() + " decides which programs or libraries are used"));
                }
            }
            return verdict;
        }

        private Verdict redirections(List<Redirection> redirections, Scope scope) {
            Verdict verdict = Verdict.HARMLESS;
            for (Redirection redirection : redirections) {
                verdict = verdict.stricter(expansions(redirection.target().parts(), scope));
                if (redirection.document().isPresent()) {
                    verdict = verdict.stricter(
                            expansions(redirection.document().get().parts(), scope));
                }
                boolean duplicates = redirection.operator() == Redirection.Operator.DUPLICATE_OUTPUT;
                if (redirection.operator().writes() || duplicates) {
                    for (String target : new WordValues(scope).of(redirection.target())) {
                        if (!duplicates || !isDescriptor(target)) {
                            verdict = verdict.stricter(FileSpecials.write(target, scope));
                        }
                    }
                }
            }
            return verdict;
        }

        private static boolean isDescriptor(String target) {
            return target.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
        }

        private @Nullable String feed(List<Redirection> redirections, Scope scope, @Nullable String feed) {
            String result = feed;
            for (Redirection redirection : redirections) {
                switch (redirection.operator()) {
                    case READ, READ_WRITE, DUPLICATE_INPUT -> result = String.valueOf(WordValues.UNKNOWN);
                    case HERE_STRING -> result = new WordValues(scope).single(redirection.target());
                    case HERE_DOCUMENT, HERE_DOCUMENT_TABS -> {
                        if (redirection.document().isPresent()) {
                            result = new WordValues(scope)
                                    .single(redirection.document().get());
                        }
                    }
                    case WRITE, CLOBBER, APPEND, DUPLICATE_OUTPUT, WRITE_BOTH, APPEND_BOTH -> {
                        // Output does not feed.
                    }
                }
            }
            return result;
        }

        /** Judges what expansions run. */
        private Verdict expansions(List<WordPart> list, Scope scope) {
            Verdict verdict = Verdict.HARMLESS;
            for (WordPart part : list) {
                if (part instanceof WordPart.Literal) {
                    continue;
                }
                if (part instanceof WordPart.CommandSubstitution substitution) {
                    verdict = verdict.stricter(sequence(substitution.body(), scope, null));
                } else if (part instanceof WordPart.ProcessSubstitution substitution) {
                    verdict = verdict.stricter(sequence(
                            substitution.body(),
                            scope,
                            substitution.text().startsWith(">") ? String.valueOf(WordValues.UNKNOWN) : null));
                } else if (part instanceof WordPart.Parameter parameter) {
                    verdict = verdict.stricter(expansions(parameter.nested(), scope));
                } else if (part instanceof WordPart.Arithmetic arithmetic) {
                    verdict = verdict.stricter(expansions(arithmetic.nested(), scope));
                } else if (part instanceof WordPart.Brace brace) {
                    for (Word word : brace.alternatives()) {
                        verdict = verdict.stricter(expansions(word.parts(), scope));
                    }
                } else if (part instanceof WordPart.ArrayLiteral array) {
                    for (Word word : array.words()) {
                        verdict = verdict.stricter(expansions(word.parts(), scope));
                    }
                }
            }
            return verdict;
        }

        private Verdict part(Node.Simple simple, Route route, String target, Verdict verdict) {
            return hidden > 0 ? verdict : part(LineText.of(simple), route, target, verdict);
        }

        private Verdict part(String text, Route route, String target, Verdict verdict) {
            if (hidden == 0) {
                parts.add(new Part(text, route, target, verdict.tier(), verdict.reason()));
            }
            return verdict;
        }
    }
}
