package dev.isaac.core.internal.session;

import dev.isaac.command.CancellationSource;
import dev.isaac.command.CommandException;
import dev.isaac.command.Completion;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Tier;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import dev.isaac.core.Explanation;
import dev.isaac.core.LineSession;
import dev.isaac.core.Outcome;
import dev.isaac.core.Surface;
import dev.isaac.core.internal.parse.LineParser;
import dev.isaac.core.internal.route.CommandEntry;
import dev.isaac.core.internal.run.Io;
import dev.isaac.core.internal.run.Jobs;
import dev.isaac.core.internal.run.LineRunner;
import dev.isaac.core.internal.state.SessionState;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One session: parses, rewrites, judges and runs lines. */
final class Session implements LineSession {

    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    private final Workshop workshop;
    private final SessionState state;
    private final Jobs jobs = new Jobs();
    private final Preparation preparation;
    private final Consent consent;
    private final Completer completer;
    private final Set<String> told = new HashSet<>();

    Session(Workshop workshop, SessionState state) {
        this.workshop = workshop;
        this.state = state;
        this.preparation = new Preparation(workshop, state);
        this.consent = new Consent(workshop, state);
        this.completer = new Completer(workshop, state);
    }

    @Override
    public synchronized Outcome execute(String line, Surface surface) {
        return execute(LineParser.parse(line), true, surface);
    }

    @Override
    public synchronized Outcome execute(List<String> words, Surface surface) {
        List<Word> literal = words.stream().map(Word::literal).toList();
        Node.Simple simple = new Node.Simple(List.of(), literal, List.of(), Span.NONE);
        Node.Sequence root =
                new Node.Sequence(words.isEmpty() ? List.of() : List.of(new Node.Entry(simple, false)), Span.NONE);
        return execute(new ParsedLine.Complete(LineText.of(root), root), false, surface);
    }

    private Outcome execute(ParsedLine parsed, boolean typed, Surface surface) {
        CancellationSource interruption = new CancellationSource();
        try {
            surface.running(interruption::cancel);
            Prepared prepared = prepare(parsed, typed, interruption);
            if (prepared.refusal() != null) {
                return refused(prepared.refusal(), surface);
            }
            if (prepared.translated()) {
                tellTranslation(prepared, surface);
            }
            consent.obtain(prepared, surface);
            LineRunner runner = new LineRunner(workshop.tools(jobs), state, surface, interruption);
            Io io = Io.of(surface);
            String text = prepared.text();
            int code = prepared.translated() && text != null
                    ? runner.runForeign(text, io)
                    : runner.run(prepared.root(), text, io);
            state.status(code);
            if (state.interactive()) {
                jobs.news().forEach(line -> surface.progress().note(line));
            }
            return new Outcome(code, runner.lastFault(), runner.exit());
        } catch (CommandException e) {
            return refused(e.fault(), surface);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "a line failed in a way that it must not", e);
            return refused(
                    Fault.of(FaultKind.FAILED, "line.failed", "The line failed unexpectedly: " + e + ".")
                            .hint("The log has the details."),
                    surface);
        }
    }

    /** What differs is told before it runs, each difference once; what runs only where the user wants to see it. */
    private void tellTranslation(Prepared prepared, Surface surface) {
        boolean show = state.showsTranslations();
        if (show) {
            surface.progress()
                    .note("Runs: " + prepared.explanation().rewritten().orElse(""));
        }
        for (String difference : prepared.explanation().differences()) {
            if (told.add(difference) || show) {
                surface.progress()
                        .warn(prepared.explanation().parsed().text().strip() + " becomes "
                                + prepared.explanation().rewritten().orElse("") + ": " + difference);
            }
        }
    }

    /** What cannot say of itself how dangerous it is, because its plugin changes just now, is judged when it can. */
    private Prepared prepare(ParsedLine parsed, boolean typed, CancellationSource interruption)
            throws CommandException {
        while (true) {
            for (CommandEntry entry : changing(parsed)) {
                workshop.calls().awaitRelease(entry.bundle(), interruption);
            }
            long releases = workshop.calls().releases();
            Prepared prepared = preparation.prepare(parsed, typed);
            if (changing(parsed).isEmpty() && workshop.calls().releases() == releases) {
                return prepared;
            }
        }
    }

    /** The commands that the line may mean and of which only the names are left. */
    private List<CommandEntry> changing(ParsedLine parsed) {
        return workshop.registry().retired().stream()
                .filter(entry -> parsed.text().contains(entry.name().split(" ", -1)[0]))
                .toList();
    }

    private Outcome refused(Fault fault, Surface surface) {
        surface.report(fault);
        int code = fault.kind().exitCode();
        state.status(code);
        return new Outcome(code, Optional.of(fault), false);
    }

    @Override
    public ParsedLine parse(String line) {
        return LineParser.parse(line);
    }

    @Override
    public Explanation explain(String line) {
        ParsedLine parsed = LineParser.parse(line);
        try {
            return preparation.prepare(parsed, true).explanation();
        } catch (CommandException e) {
            return new Explanation(
                    parsed, Optional.empty(), Tier.REFUSE, e.fault().message(), List.of(), Optional.of(e.fault()));
        }
    }

    @Override
    public List<Completion> complete(String line, int cursor) {
        return completer.complete(line, cursor);
    }

    @Override
    public Path directory() {
        return state.directory();
    }

    @Override
    public Map<String, String> variables() {
        return state.all();
    }

    @Override
    public int lastStatus() {
        return state.status();
    }

    @Override
    public void close() {
        jobs.close();
    }
}
