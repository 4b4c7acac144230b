package dev.isaac.shell.internal.prompt;

import dev.isaac.command.FaultKind;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.LineSession;
import dev.isaac.core.Outcome;
import dev.isaac.shell.internal.render.Look;
import dev.isaac.shell.internal.render.Style;
import dev.isaac.shell.internal.render.Wrap;
import dev.isaac.shell.internal.surface.Consent;
import dev.isaac.shell.internal.surface.HumanSurface;
import dev.isaac.shell.internal.surface.Interrupts;
import dev.isaac.shell.internal.surface.ProcessStreams;
import dev.isaac.shell.internal.surface.Terminals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** The interactive prompt: reads a line, runs it, until the person leaves. */
public final class Prompt {

    private static final String ACCEPT_FORWARD = "isaac-accept-or-forward";
    private static final String ACCEPT_END = "isaac-accept-or-end";
    private static final String BREAK = "isaac-break";
    private static final int CTRL_C = 3;

    private final LineSession session;
    private final Terminal terminal;
    private final HumanSurface surface;
    private final Interrupts interrupts = new Interrupts();
    private final Settings settings;
    private final LineReader reader;
    private final AbovePrompt above = new AbovePrompt(this::showAbove);
    private final LineHighlighter highlighter;
    private final Hints hints;
    private final PromptHistory history = new PromptHistory();
    private final PromptText text;

    /**
     * How the prompt behaves.
     *
     * @param home the user's folder of ISAAC
     * @param userHome the user's own folder, shown as {@code ~}
     * @param banner a line to show first
     * @param colour whether colours are wanted
     * @param quiet whether notes and progress are left out
     * @param hints whether hints are shown
     * @param vi whether keys are those of vi
     * @param consent answers given on the command line
     */
    public record Settings(
            Path home,
            Path userHome,
            Optional<String> banner,
            boolean colour,
            boolean quiet,
            boolean hints,
            boolean vi,
            Consent consent) {}

    /** A prompt on a terminal. */
    public Prompt(
            CommandGateway gateway, LineSession session, Terminal terminal, ProcessStreams streams, Settings settings) {
        this.session = session;
        this.terminal = terminal;
        this.settings = settings;
        Terminals known = streams.terminals();
        // The prompt's terminal follows the window's size; the streams' own would ask for it once more each time.
        Terminals live = new Terminals(
                known.in(), known.out(), known.err(), known.type(), known.charset(), () -> width(terminal));
        ProcessStreams surfaceStreams =
                new ProcessStreams(streams.in(), streams.out(), streams.err(), live, streams.inheritable());
        this.surface = new HumanSurface(
                surfaceStreams,
                new PromptDialog(terminal),
                settings.consent(),
                settings.colour(),
                settings.quiet(),
                interrupts);
        boolean capable = isCapable(terminal);
        this.hints = new Hints(gateway, history.newestFirst(), settings.hints() && capable, this::showHint);
        this.highlighter = new LineHighlighter(session, hints, settings.colour());
        this.text = new PromptText(settings.userHome(), surface.look().unicode());
        this.reader = reader(capable);
    }

    private static int width(Terminal terminal) {
        int width = terminal.getWidth();
        return width > 0 ? width : 80;
    }

    private static boolean isCapable(Terminal terminal) {
        return !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    private LineReader reader(boolean capable) {
        Path file = settings.home().resolve("history");
        PromptHistory.protect(file);
        LineReader built = LineReaderBuilder.builder()
                .appName("isaac")
                .terminal(terminal)
                .history(history)
                .parser(new LineParser(session))
                .completer(new SessionCompleter(session))
                .highlighter(highlighter)
                .variable(LineReader.HISTORY_FILE, file)
                .variable(LineReader.HISTORY_SIZE, 5000)
                .variable(LineReader.HISTORY_FILE_SIZE, 20000)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%M> ")
                .variable(LineReader.LIST_MAX, 200)
                .variable(LineReader.BELL_STYLE, "none")
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .option(Option.HISTORY_IGNORE_SPACE, true)
                .option(Option.HISTORY_IGNORE_DUPS, true)
                .option(Option.HISTORY_REDUCE_BLANKS, false)
                .option(Option.HISTORY_TIMESTAMPED, true)
                .option(Option.INSERT_TAB, false)
                .option(Option.USE_FORWARD_SLASH, true)
                .option(Option.AUTO_FRESH_LINE, capable)
                .option(Option.DISABLE_HIGHLIGHTER, !capable)
                .build();
        if (settings.vi()) {
            built.getKeyMaps()
                    .put(
                            LineReader.MAIN,
                            Objects.requireNonNull(built.getKeyMaps().get(LineReader.VIINS)));
        }
        bindBreak(built);
        if (capable) {
            built.setAutosuggestion(LineReader.SuggestionType.TAIL_TIP);
            bind(built);
        }
        return built;
    }

    /**
     * While a line is typed Ctrl-C is a key like any other, in its place among them, and not a signal. Signals arrive when
     * they like: one that has just ended a native program would drop what was typed since.
     */
    private void bindBreak(LineReader built) {
        built.getWidgets().put(LineReader.CALLBACK_INIT, this::readKeysOnly);
        built.getWidgets().put(BREAK, () -> {
            throw new UserInterruptException(built.getBuffer().toString());
        });
        int key = terminal.getAttributes().getControlChar(Attributes.ControlChar.VINTR);
        String typed = String.valueOf((char) (key > 0 ? key : CTRL_C));
        for (String name : new String[] {LineReader.EMACS, LineReader.VIINS, LineReader.VICMD}) {
            Objects.requireNonNull(built.getKeyMaps().get(name)).bind(new Reference(BREAK), typed);
        }
    }

    /** The reader has just set the modes of the terminal, and restores them when the line is complete. */
    private boolean readKeysOnly() {
        Attributes attributes = terminal.getAttributes();
        attributes.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(attributes);
        terminal.handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_IGN);
        // The signal may have come since the reader began; nothing was read yet.
        Thread.interrupted();
        return true;
    }

    private void bind(LineReader built) {
        built.getWidgets().put(ACCEPT_FORWARD, () -> accept(LineReader.FORWARD_CHAR));
        built.getWidgets().put(ACCEPT_END, () -> accept(LineReader.END_OF_LINE));
        for (String name : new String[] {LineReader.EMACS, LineReader.VIINS}) {
            KeyMap<Binding> keys = Objects.requireNonNull(built.getKeyMaps().get(name));
            keys.bind(new Reference(ACCEPT_FORWARD), "\u001b[C", "\u001bOC", KeyMap.ctrl('F'));
            keys.bind(new Reference(ACCEPT_END), "\u001b[F", "\u001bOF", "\u001b[4~", KeyMap.ctrl('E'));
            String right = KeyMap.key(terminal, Capability.key_right);
            if (right != null) {
                keys.bind(new Reference(ACCEPT_FORWARD), right);
            }
            String end = KeyMap.key(terminal, Capability.key_end);
            if (end != null) {
                keys.bind(new Reference(ACCEPT_END), end);
            }
        }
    }

    /** Takes over what is offered when the cursor is at the end; otherwise moves as the key always did. */
    private boolean accept(String otherwise) {
        if (reader.getBuffer().cursor() == reader.getBuffer().length()
                && !hints.offered().isEmpty()) {
            reader.getBuffer().write(hints.offered());
            return true;
        }
        reader.callWidget(otherwise);
        return true;
    }

    private void showHint(String hint) {
        reader.setTailTip(hint);
    }

    /**
     * Serves the person.
     *
     * @param ready called once, just before the first line is read, with a way to say something above the prompt
     * @return the exit code of the process
     */
    public int run(Consumer<Consumer<String>> ready) {
        terminal.handle(Terminal.Signal.INT, signal -> interrupts.interrupt());
        settings.banner().ifPresent(banner -> {
            terminal.writer().println(wrapped(Style.FAINT, banner));
            terminal.flush();
        });
        if (StartupFile.run(settings.home().resolve("isaacrc"), session, surface)) {
            return session.lastStatus();
        }
        ready.accept(above::say);
        int status = 0;
        while (true) {
            String line;
            try {
                highlighter.forget();
                above.begin();
                line = reader.readLine(prompt());
            } catch (UserInterruptException e) {
                continue;
            } catch (EndOfFileException e) {
                return status;
            } finally {
                above.end();
            }
            if (isEmpty(line)) {
                continue;
            }
            Outcome outcome = session.execute(recalled(line), surface);
            interrupts.idle();
            status = outcome.exitCode();
            if (status == FaultKind.INTERRUPTED.exitCode()) {
                // The terminal echoed ^C without a line break.
                surface.endLine();
            }
            if (outcome.exit()) {
                return status;
            }
        }
    }

    /** The line with its history references expanded, shown before it runs; the history keeps it in this form too. */
    private String recalled(String line) {
        List<String> earlier = new ArrayList<>();
        history.forEach(entry -> earlier.add(entry.line()));
        if (!earlier.isEmpty() && earlier.get(earlier.size() - 1).equals(line.strip())) {
            earlier.remove(earlier.size() - 1);
        }
        Optional<String> expanded = new HistoryExpansion(earlier).expand(line);
        expanded.ifPresent(text -> {
            terminal.writer().println(text);
            terminal.flush();
            history.add(text);
        });
        return expanded.orElse(line);
    }

    private String prompt() {
        var shown = text.of(session.directory(), session.lastStatus(), width(terminal));
        return settings.colour() ? shown.toAnsi(terminal) : shown.toString();
    }

    private void showAbove(String sentence) {
        reader.printAbove(wrapped(Style.WARNING, sentence));
    }

    private String wrapped(Style style, String sentence) {
        return surface.look().paint(style, String.join("\n", Wrap.hanging(sentence, width(terminal))));
    }

    private boolean isEmpty(String line) {
        return line.isBlank()
                || (session.parse(line) instanceof ParsedLine.Complete complete
                        && complete.root().entries().isEmpty());
    }

    /** How text looks at this prompt. */
    public Look look() {
        return surface.look();
    }
}
