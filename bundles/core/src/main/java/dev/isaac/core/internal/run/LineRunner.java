package dev.isaac.core.internal.run;

import dev.isaac.command.CancellationSource;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.spi.ScopedFunctions;
import dev.isaac.core.Surface;
import dev.isaac.core.internal.call.CallBook;
import dev.isaac.core.internal.route.CommandRegistry;
import dev.isaac.core.internal.route.Routed;
import dev.isaac.core.internal.route.Router;
import dev.isaac.core.internal.state.SessionState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
            CallBook calls,
            Router router,
            NativeShell shell,
            BiFunction<String, String, Optional<ScopedFunctions>> functions,
            Jobs jobs) {}

    private final Tools tools;
    private final SessionState session;
    private final Surface surface;
    private final CancellationSource interruption;
    private final Ours ours;
    private final SimpleRunner simples;
    private @Nullable Fault lastFault;
    private boolean exit;
    private boolean jobsAreOurs = true;

    /** A runner for one line. */
    public LineRunner(Tools tools, SessionState session, Surface surface, CancellationSource interruption) {
        this.tools = tools;
        this.session = session;
        this.surface = surface;
        this.interruption = interruption;
        this.simples = new SimpleRunner(tools, session, surface, interruption, this);
        this.ours = new Ours(simples::isOurs, simples::isCommand, simples::isServed);
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
        // What starts jobs inside of structures and functions has them in the native shell, for this line.
        jobsAreOurs = root.entries().stream().noneMatch(entry -> hasBackgroundInside(entry.node()));
        if (jobsAreOurs && root.entries().stream().anyMatch(Node.Entry::background)) {
            return sequence(root, io);
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

    /** Whether a list inside of a node starts a job; the definition of a function starts none. */
    private static boolean hasBackgroundInside(Node node) {
        if (node instanceof Node.Sequence sequence) {
            return sequence.entries().stream()
                    .anyMatch(entry -> entry.background() || hasBackgroundInside(entry.node()));
        }
        if (node instanceof Node.AndOr chain) {
            return hasBackgroundInside(chain.first())
                    || chain.links().stream().anyMatch(link -> hasBackgroundInside(link.node()));
        }
        if (node instanceof Node.Pipeline pipeline) {
            return pipeline.stages().stream().anyMatch(stage -> hasBackgroundInside(stage.node()));
        }
        if (node instanceof Node.Group group) {
            return hasBackgroundInside(group.body());
        }
        if (node instanceof Node.Subshell subshell) {
            return hasBackgroundInside(subshell.body());
        }
        return node instanceof Node.Compound compound
                && compound.bodies().stream().anyMatch(LineRunner::hasBackgroundInside);
    }

    /** Whether {@code jobs}, {@code wait} and their kin are about the jobs of the session. */
    boolean jobsAreOurs() {
        return jobsAreOurs;
    }

    /** Runs text in the language of the native shell, which is not that of the line. */
    public int runForeign(String text, Io io) {
        return nativeText(text, null, io);
    }

    /** Runs words that are values already. */
    public int runWords(List<String> words, Io io) {
        Routed routed = tools.router().route(words, session);
        return switch (routed.route()) {
            case COMMAND, GOGO -> guarded(io, inner -> simples.called(routed, words, inner));
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
                try (Redirected redirected = simples.redirect(group.redirections(), inner)) {
                    return run(group.body(), redirected.io());
                }
            });
        }
        if (node instanceof Node.Subshell subshell) {
            return guarded(io, inner -> {
                try (Redirected redirected = simples.redirect(subshell.redirections(), inner)) {
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
        CancellationSource own = new CancellationSource();
        Io without = io.withIn(new ByteArrayInputStream(new byte[0]));
        if (ours.apart().in(node)) {
            LineRunner copy = new LineRunner(tools, session.copy(), surface, own);
            tools.jobs().start(LineText.of(node), 0, () -> copy.run(node, without), own::cancel);
            return 0;
        }
        return guarded(without, inner -> {
            // As without job control: the interrupt key is for what runs in the foreground.
            String text = "trap '' INT QUIT\n" + (simples.isProgram(node) ? "exec " : "") + LineText.of(node);
            NativeShell.Running running =
                    tools.shell().start(tools.jobs().withLastProcess(text), session.copy(), surface, inner, null, own);
            tools.shell().release(running);
            Job job = tools.jobs().start(LineText.of(node), running.pid(), () -> running.await(true), own::cancel);
            if (session.interactive()) {
                surface.progress().note("[" + job.number() + "] " + job.pid());
            }
            return 0;
        });
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
            String resolved = tools.jobs().withLastProcess(text);
            return tools.shell().run(resolved, session, surface, inner, interruption, true, background);
        });
    }

    private static boolean hasBackground(Node node) {
        if (node instanceof Node.Sequence sequence) {
            return sequence.entries().stream().anyMatch(entry -> entry.background() || hasBackground(entry.node()));
        }
        // A group or a function may start something too; waiting a moment too long for it would hang the line.
        return !(node instanceof Node.Simple) && !(node instanceof Node.Pipeline);
    }

    /** What may end with a fault. */
    interface Step {
        int run(Io io) throws CommandException;
    }

    /** Runs a step and tells of its fault. */
    int guarded(Io io, Step step) {
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

    private int simple(Node.Simple simple, Io io) {
        if (ours.inExpansions(simple)) {
            return guarded(io, inner -> simples.run(new Substitutions(this, ours).resolve(simple), inner));
        }
        return guarded(io, inner -> simples.run(simple, inner));
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

    /** The line asked the surface to end. */
    void exit(boolean asked) {
        exit = asked;
    }

    /** A stage of a pipe ended with a fault that was reported there. */
    void noteFault(Fault fault) {
        lastFault = fault;
    }
}
