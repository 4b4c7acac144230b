package dev.isaac.shell.internal.surface;

import dev.isaac.command.Confirmation;
import dev.isaac.core.Surface.Answer;
import dev.isaac.core.Surface.Question;
import dev.isaac.core.Surface.Source;
import dev.isaac.shell.internal.render.Clean;
import dev.isaac.shell.internal.render.Look;
import dev.isaac.shell.internal.render.Style;
import dev.isaac.shell.internal.render.Wrap;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts the questions of the tier gate and of commands to the person, exactly as they are. */
final class Questions {

    private static final int MOST_ATTEMPTS = 3;

    private final PrintStream err;
    private final Look look;
    private final Dialog dialog;
    private final Consent consent;

    Questions(PrintStream err, Look look, Dialog dialog, Consent consent) {
        this.err = err;
        this.look = look;
        this.dialog = dialog;
        this.consent = consent;
    }

    Answer ask(Question question) {
        Optional<Answer> given = consent.answer(question.confirmation());
        if (given.isPresent()) {
            return given.get();
        }
        if (!dialog.isThere()) {
            return Answer.NOBODY;
        }
        show(question);
        boolean always = question.alwaysAllow().isPresent();
        String prompt = look.paint(Style.STRONG, always ? "  [y]es  [N]o  [a]lways: " : "  [y]es  [N]o: ");
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            String answer = dialog.ask(prompt);
            if (answer == null) {
                return Answer.NO;
            }
            switch (answer.strip().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return Answer.YES;
                }
                case "", "n", "no" -> {
                    return Answer.NO;
                }
                case "a", "always" -> {
                    if (always) {
                        return Answer.ALWAYS;
                    }
                }
                default -> {
                    // Neither yes nor no: asked again below.
                }
            }
            err.println(always ? "  Please answer y, n or a." : "  Please answer y or n.");
        }
        return Answer.NO;
    }

    private void show(Question question) {
        Confirmation confirmation = question.confirmation();
        String mark = question.source() == Source.GATE ? "confirm" : "please confirm";
        int width = Math.min(100, look.width());
        List<String> sentence = Wrap.wrap(mark + ": " + Clean.line(confirmation.question()), width);
        for (int i = 0; i < sentence.size(); i++) {
            String line = sentence.get(i);
            err.println(
                    i == 0 && line.startsWith(mark)
                            ? look.paint(Style.WARNING, mark) + line.substring(mark.length())
                            : "  " + line);
        }
        for (String detail : confirmation.details()) {
            // Every cell of what will happen is shown: a long line wraps and is never cut.
            Wrap.wrap(Clean.lines(detail), width - 4).forEach(line -> err.println("    " + line));
        }
        question.alwaysAllow().ifPresent(allowed -> Wrap.wrap("(always: " + Clean.line(allowed) + ")", width - 2)
                .forEach(line -> err.println("  " + look.paint(Style.FAINT, line))));
        err.flush();
    }
}
