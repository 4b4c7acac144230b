package dev.isaac.core.internal.run;

import dev.isaac.command.CancellationSource;
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
import dev.isaac.core.internal.route.Routed;
import dev.isaac.core.internal.state.SessionState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs simple commands: one of ours, a function of another processor, what the session does itself, or a native one. */
final class SimpleRunner {

    private final LineRunner.Tools tools;
    private final SessionState session;
    private final Surface surface;
    private final CancellationSource interruption;
    private final LineRunner runner;
    private final CommandRunner commands;
    private final Expander expander;

    SimpleRunner(
            LineRunner.Tools tools,
            SessionState session,
            Surface surface,
            CancellationSource interruption,
            LineRunner runner) {
        this.tools = tools;
        this.session = session;
        this.surface = surface;
        this.interruption = interruption;
        this.runner = runner;
        this.commands = new CommandRunner(tools.registry(), tools.calls());
        this.expander = new Expander(session, this::expandNatively, tools.jobs()::lastProcess);
    }

    /** Whether the native shell cannot run a command. */
    boolean isOurs(Node.Simple simple) {
        if (simple.words().isEmpty()) {
            return false;
        }
        return showsTranslations(simple) != null || aboutJobs(simple) != null || isCommand(simple);
    }

    /** Whether a command is one of ISAAC, a function of another processor, or the end of the session. */
    boolean isCommand(Node.Simple simple) {
        if (simple.words().isEmpty()) {
            return false;
        }
        Routed routed = route(simple);
        return isServed(routed) || isExit(routed);
    }

    /** Whether a command runs in this process. */
    boolean isServed(Node.Simple simple) {
        return !simple.words().isEmpty() && isServed(route(simple));
    }

    private static boolean isServed(Routed routed) {
        return routed.route() == Route.COMMAND || routed.route() == Route.GOGO;
    }

    private Routed route(Node.Simple simple) {
        List<@Nullable String> words = new ArrayList<>(simple.words().size());
        for (Word word : simple.words()) {
            words.add(expander.simple(word).orElse(null));
        }
        return tools.router().route(words, session);
    }

    /** Opens what stands behind a command or a group. */
    Redirected redirect(List<Redirection> redirections, Io io) throws CommandException {
        return Redirected.open(redirections, io, session.directory(), surface, this::single);
    }

    private String single(Word word) throws CommandException {
        return String.join(" ", expander.expand(List.of(word)));
    }

    /** Runs a simple command whose substitutions of ours are resolved. */
    int run(Node.Simple simple, Io io) throws CommandException {
        boolean plain = simple.redirections().isEmpty();
        if (simple.words().isEmpty()) {
            if (plain && assignHere(simple)) {
                session.forgetPipe();
                return 0;
            }
        } else {
            Routed routed = route(simple);
            Boolean show = showsTranslations(simple);
            if (show != null) {
                session.showTranslations(show);
                session.forgetPipe();
                return 0;
            }
            List<String> about = aboutJobs(simple);
            if (about != null) {
                return job(simple, about, io);
            }
            if (isServed(routed) || isExit(routed)) {
                List<String> words = expander.expand(simple.words());
                session.forgetPipe();
                try (Redirected redirected = redirect(simple.redirections(), io)) {
                    // What goes wrong from here on is told where errors were redirected to.
                    return runner.guarded(redirected.io(), inner -> called(routed, words, inner));
                }
            }
            if (routed.route() == Route.BUILTIN && plain && simple.assignments().isEmpty()) {
                List<String> words = known(simple.words());
                if (words != null && new Builtins(session).takes(routed.target(), words)) {
                    session.forgetPipe();
                    return new Builtins(session).run(routed.target(), words, surface, io);
                }
            }
        }
        String text = tools.jobs().withLastProcess(LineText.of(simple));
        return tools.shell().run(text, session, surface, io, interruption, true, false);
    }

    /** Whether a node is one call of a program, which may take the place of the shell that starts it. */
    boolean isProgram(Node node) {
        return node instanceof Node.Simple simple
                && simple.assignments().isEmpty()
                && !simple.words().isEmpty()
                && simple.words().get(0).literalValue().isPresent()
                && route(simple).program() != null;
    }

    /** The words of a builtin about the jobs of the session; {@code null}: it is something else, or about the native shell's. */
    private @Nullable List<String> aboutJobs(Node.Simple simple) {
        if (!runner.jobsAreOurs()
                || simple.words().isEmpty()
                || !JobBuiltins.mayBe(simple.words().get(0).text())) {
            return null;
        }
        List<String> words = known(simple.words());
        return words != null
                        && JobBuiltins.isAboutJobs(words)
                        && simple.assignments().isEmpty()
                        && route(simple).route() == Route.NATIVE
                        && !session.hasFunction(words.get(0))
                ? words
                : null;
    }

    private int job(Node.Simple simple, List<String> words, Io io) throws CommandException {
        JobBuiltins builtins = new JobBuiltins(tools.jobs(), interruption);
        if (words.get(0).equals("kill")) {
            StringBuilder text = new StringBuilder();
            builtins.kill(words)
                    .forEach(word -> text.append(LineText.quote(word)).append(' '));
            return tools.shell().run(text.toString(), session, surface, io, interruption, true, false);
        }
        try (Redirected redirected = redirect(simple.redirections(), io)) {
            OutputStream out = redirected.io().out();
            JobBuiltins.Answer answer = builtins.run(words, text -> write(text, out, surface.out()));
            write(answer.out(), out, surface.out());
            write(answer.err(), redirected.io().err(), surface.err());
            return answer.code();
        }
    }

    private static void write(String text, @Nullable OutputStream stream, OutputStream otherwise)
            throws CommandException {
        if (text.isEmpty()) {
            return;
        }
        try {
            OutputStream to = stream != null ? stream : otherwise;
            to.write(text.getBytes(StandardCharsets.UTF_8));
            to.flush();
        } catch (IOException e) {
            throw Fault.of(FaultKind.FAILED, "line.output", "The output cannot be written: " + e.getMessage())
                    .exception(e);
        }
    }

    /** {@code set -o show-translation} and {@code set +o …}, which no native shell knows; {@code null}: something else. */
    private static @Nullable Boolean showsTranslations(Node.Simple simple) {
        if (simple.words().size() != 3
                || !simple.words().get(0).text().equals("set")
                || !simple.words().get(2).text().equals("show-translation")) {
            return null;
        }
        String sign = simple.words().get(1).text();
        return sign.equals("-o") ? Boolean.TRUE : sign.equals("+o") ? Boolean.FALSE : null;
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
                    && !assignment.append()
                    && !session.isConstant(assignment.name());
            if (!simpleValue) {
                return false;
            }
        }
        simple.assignments()
                .forEach(a -> session.set(a.name(), expander.simple(a.value()).orElseThrow()));
        return true;
    }

    /** Runs a command of ours whose words are values. */
    int called(Routed routed, List<String> words, Io io) throws CommandException {
        if (isExit(routed)) {
            int code = Builtins.exitCode(words, session.status());
            runner.exit(true);
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
}
