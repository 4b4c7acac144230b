package dev.isaac.core.internal.run;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Word;
import dev.isaac.command.spi.ScopedFunctions;
import dev.isaac.core.Explanation.Route;
import dev.isaac.core.Surface;
import dev.isaac.core.internal.route.CommandRegistry;
import dev.isaac.core.internal.route.Routed;
import dev.isaac.core.internal.route.Router;
import dev.isaac.core.internal.state.SessionState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs a tree that the gate has passed: commands of ours through their services, all else as the largest possible pieces
 * of text through the native shell. One for each line.
 */
public final class LineRunner {

    /** What runs lines, whatever the line. */
    public record Tools(
            CommandRegistry registry,
            Router router,
            NativeShell shell,
            BiFunction<String, String, Optional<ScopedFunctions>> functions,
            Jobs jobs) {}

    private final Tools tools;
    private final SessionState session;
    private final Surface surface;
    private final Interruption interruption;
    private final CommandRunner commands;
    private final Ours ours;
    private final Expander expander;
    private @Nullable Fault lastFault;
    private boolean exit;

    /** A runner for one line. */
    public LineRunner(Tools tools, SessionState session, Surface surface, Interruption interruption) {
        this.tools = tools;
        this.session = session;
        this.surface = surface;
        this.interruption = interruption;
        this.commands = new CommandRunner(tools.registry());
        this.ours = new Ours(this::isOurs);
        this.expander = new Expander(session, this::expandNatively);
    }

    /** The last fault that was reported, if the last command ended with one. */
    public Optional<Fault> lastFault() {
        return Optional.ofNullable(lastFault);
    }

    /** Whether the line asked the surface to end. */
    public boolean exit() {
        return exit;
    }

    /**
     * Runs a line.
     *
     * @param text the line as typed, when the tree is what it says; {@code null}: the text is made from the tree
     */
    public int run(Node.Sequence root, @Nullable String text, Io io) {
        if (root.entries().isEmpty()) {
            return session.status();
        }
        Node.Simple simple = loneSimple(root);
        if (simple != null) {
            return simple(simple, io);
        }
        if (text != null && !ours.in(root)) {
            return nativeText(text, root, io);
        }
        return run(root, io);
    }

    private static Node.@Nullable Simple loneSimple(Node.Sequence root) {
        return root.entries().size() == 1
                        && !root.entries().get(0).background()
                        && root.entries().get(0).node() instanceof Node.Simple simple
                ? simple
                : null;
    }

    /** Runs words that are values already. */
    public int runWords(List<String> words, Io io) {
        Routed routed = tools.router().route(words, session);
        return switch (routed.route()) {
            case COMMAND, GOGO -> guarded(io, inner -> called(routed, words, inner));
            case BUILTIN -> guarded(io, inner -> new Builtins(session).run(routed.target(), words, surface, inner));
            case NATIVE, UNKNOWN -> {
                StringBuilder text = new StringBuilder();
                for (String word : words) {
                    text.append(text.length() > 0 ? " " : "").append(LineText.quote(word));
                }
                yield nativeText(text.toString(), null, io);
            }
        };
    }

    int run(Node node, Io io) {
        if (interruption.isCancelled()) {
            return FaultKind.INTERRUPTED.exitCode();
        }
        if (node instanceof Node.Simple simple) {
            return simple(simple, io);
        }
        if (!ours.in(node)) {
            return nativeText(LineText.of(node), node, io);
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence(sequence, io);
        }
        if (node instanceof Node.AndOr chain) {
            return chain(chain, io);
        }
        if (node instanceof Node.Pipeline pipeline) {
            int code = pipeline.stages().size() == 1
                    ? run(pipeline.stages().get(0).node(), io)
                    : new MixedPipeline(tools, session, surface, interruption, ours, this).run(pipeline.stages(), io);
            return pipeline.negated() ? (code == 0 ? 1 : 0) : code;
        }
        if (node instanceof Node.Group group) {
            return guarded(io, inner -> {
                try (Redirected redirected = redirect(group.redirections(), inner)) {
                    return run(group.body(), redirected.io());
                }
            });
        }
        if (node instanceof Node.Subshell subshell) {
            return guarded(io, inner -> {
                try (Redirected redirected = redirect(subshell.redirections(), inner)) {
                    LineRunner copy = new LineRunner(tools, session.copy(), surface, interruption);
                    int code = copy.run(subshell.body(), redirected.io());
                    lastFault = copy.lastFault;
                    return code;
                }
            });
        }
        return guarded(io, inner -> {
            throw new Fault(
                            FaultKind.USAGE,
                            "line.isaac-in-structure",
                            "A command of ISAAC cannot run inside a control structure or a function of the native shell.",
                            "Run it with isaac -c inside, or use ; && || and pipes.",
                            Map.of())
                    .exception();
        });
    }

    private int sequence(Node.Sequence sequence, Io io) {
        int code = 0;
        List<Node.Entry> entries = sequence.entries();
        for (int i = 0; i < entries.size() && !exit; i++) {
            Node.Entry entry = entries.get(i);
            if (entry.background()) {
                code = background(entry.node(), io);
            } else {
                code = run(entry.node(), io);
            }
            session.status(code);
            if (interruption.isCancelled()) {
                return FaultKind.INTERRUPTED.exitCode();
            }
        }
        return code;
    }

    private int background(Node node, Io io) {
        if (!ours.in(node)) {
            return nativeText(LineText.of(node) + " &", node, io);
        }
        Interruption own = new Interruption();
        LineRunner copy = new LineRunner(tools, session.copy(), surface, own);
        Io without = io.withIn(new ByteArrayInputStream(new byte[0]));
        tools.jobs().start(LineText.of(node), () -> copy.run(node, without), own);
        return 0;
    }

    private int chain(Node.AndOr chain, Io io) {
        int code = run(chain.first(), io);
        for (Node.Link link : chain.links()) {
            if (exit || interruption.isCancelled()) {
                break;
            }
            session.status(code);
            if ((code == 0) == (link.junction() == Node.Junction.AND)) {
                code = run(link.node(), io);
            }
        }
        return code;
    }

    private int nativeText(String text, @Nullable Node node, Io io) {
        return guarded(io, inner -> {
            boolean background = node != null && hasBackground(node);
            return tools.shell().run(text, session, surface, inner, interruption, true, background);
        });
    }

    private static boolean hasBackground(Node node) {
        if (node instanceof Node.Sequence sequence) {
            return sequence.entries().stream().anyMatch(entry -> entry.background() || hasBackground(entry.node()));
        }
        // A group or a function may start something too; waiting a moment too long for it would hang the line.
        return !(node instanceof Node.Simple) && !(node instanceof Node.Pipeline);
    }

    private interface Step {
        int run(Io io) throws CommandException;
    }

    private int guarded(Io io, Step step) {
        lastFault = null;
        try {
            return step.run(io);
        } catch (CommandException e) {
            return fail(e.fault(), io);
        }
    }

    /** Tells what went wrong: the surface, or the file that errors were redirected to. */
    int fail(Fault fault, Io io) {
        lastFault = fault;
        OutputStream err = io.err();
        if (err == null) {
            surface.report(fault);
        } else {
            String text = "isaac: " + fault.message() + " [" + fault.code() + "]\n"
                    + (fault.hint().isEmpty() ? "" : "isaac: " + fault.hint() + "\n");
            try {
                err.write(text.getBytes(StandardCharsets.UTF_8));
                err.flush();
            } catch (IOException e) {
                surface.report(fault);
            }
        }
        return fault.kind().exitCode();
    }

    private boolean isOurs(Node.Simple simple) {
        if (simple.words().isEmpty()) {
            return false;
        }
        Routed routed = route(simple);
        return routed.route() == Route.COMMAND
                || routed.route() == Route.GOGO
                || (routed.route() == Route.BUILTIN
                        && (routed.target().equals("exit") || routed.target().equals("quit")));
    }

    private Routed route(Node.Simple simple) {
        List<@Nullable String> words = new ArrayList<>(simple.words().size());
        for (Word word : simple.words()) {
            words.add(expander.simple(word).orElse(null));
        }
        return tools.router().route(words, session);
    }

    private Redirected redirect(List<Redirection> redirections, Io io) throws CommandException {
        return Redirected.open(redirections, io, session.directory(), surface, this::single);
    }

    private String single(Word word) throws CommandException {
        return String.join(" ", expander.expand(List.of(word)));
    }

    private int simple(Node.Simple simple, Io io) {
        if (ours.inExpansions(simple)) {
            return guarded(io, inner -> simpleResolved(new Substitutions(this, ours).resolve(simple), inner));
        }
        return guarded(io, inner -> simpleResolved(simple, inner));
    }

    private int simpleResolved(Node.Simple simple, Io io) throws CommandException {
        boolean plain = simple.redirections().isEmpty();
        if (simple.words().isEmpty()) {
            if (plain && assignHere(simple)) {
                return 0;
            }
        } else {
            Routed routed = route(simple);
            if (routed.route() == Route.COMMAND || routed.route() == Route.GOGO || isExit(routed)) {
                List<String> words = expander.expand(simple.words());
                try (Redirected redirected = redirect(simple.redirections(), io)) {
                    // What goes wrong from here on is told where errors were redirected to.
                    return guarded(redirected.io(), inner -> called(routed, words, inner));
                }
            }
            if (routed.route() == Route.BUILTIN && plain && simple.assignments().isEmpty()) {
                List<String> words = known(simple.words());
                if (words != null) {
                    return new Builtins(session).run(routed.target(), words, surface, io);
                }
            }
        }
        return tools.shell().run(LineText.of(simple), session, surface, io, interruption, true, false);
    }

    private static boolean isExit(Routed routed) {
        return routed.route() == Route.BUILTIN
                && (routed.target().equals("exit") || routed.target().equals("quit"));
    }

    private @Nullable List<String> known(List<Word> words) {
        List<String> values = new ArrayList<>(words.size());
        for (Word word : words) {
            Optional<String> value = expander.simple(word);
            if (value.isEmpty()) {
                return null;
            }
            values.add(value.get());
        }
        return values;
    }

    private boolean assignHere(Node.Simple simple) {
        for (var assignment : simple.assignments()) {
            boolean simpleValue = expander.simple(assignment.value()).isPresent()
                    && assignment.subscript().isEmpty()
                    && !assignment.append();
            if (!simpleValue) {
                return false;
            }
        }
        simple.assignments()
                .forEach(a -> session.set(a.name(), expander.simple(a.value()).orElseThrow()));
        return true;
    }

    private int called(Routed routed, List<String> words, Io io) throws CommandException {
        if (isExit(routed)) {
            int code = Builtins.exitCode(words, session.status());
            exit = true;
            return code;
        }
        if (routed.route() == Route.GOGO) {
            return scoped(words, io);
        }
        return commands.run(routed, words, session, surface, io, interruption);
    }

    private int scoped(List<String> words, Io io) throws CommandException {
        String name = words.get(0);
        int colon = name.indexOf(':');
        String scope = name.substring(0, colon);
        String function = name.substring(colon + 1);
        ScopedFunctions functions = tools.functions().apply(scope, function).orElseThrow(() -> Fault.of(
                        FaultKind.NOT_FOUND, "command.not-found", "There is no function " + name + ".")
                .exception());
        OutputStream out = io.out();
        OutputStream err = io.err();
        return functions.execute(
                scope,
                function,
                words.subList(1, words.size()),
                new ScopedFunctions.Streams(
                        io.in(),
                        out != null ? out : surface.out(),
                        err != null ? err : surface.err(),
                        session.directory()));
    }

    private List<String> expandNatively(String words) throws CommandException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Io io = Io.of(surface).withIn(new ByteArrayInputStream(new byte[0])).withOut(bytes);
        // The sentinel tells no word from one empty word.
        int code =
                tools.shell().run("printf '%s\\0' . " + words, session.copy(), surface, io, interruption, false, false);
        String text = bytes.toString(StandardCharsets.UTF_8);
        if (code != 0 || text.isEmpty()) {
            throw Fault.of(FaultKind.USAGE, "line.expansion", "The words " + words + " cannot be expanded.")
                    .exception();
        }
        List<String> values = new ArrayList<>(List.of(text.split("\0", -1)));
        values.remove(0);
        values.remove(values.size() - 1);
        return values;
    }

    /** What a list of commands prints, for a substitution. */
    String capture(Node.Sequence body) throws CommandException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LineRunner copy = new LineRunner(tools, session.copy(), surface, interruption);
        copy.run(body, Io.of(surface).withOut(bytes));
        String text = bytes.toString(StandardCharsets.UTF_8);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, end);
    }

    /** A stage of a pipe ended with a fault that was reported there. */
    void noteFault(Fault fault) {
        lastFault = fault;
    }
}
