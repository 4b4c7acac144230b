package dev.isaac.core.internal.session;

import dev.isaac.command.CommandException;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Tier;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.core.Explanation;
import dev.isaac.core.Explanation.Part;
import dev.isaac.core.Explanation.Route;
import dev.isaac.core.Surface;
import dev.isaac.core.internal.state.SessionState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Asks before something runs that must be confirmed. The answer is bound to exactly the line that was shown. */
final class Consent {

    private final Workshop workshop;
    private final SessionState state;

    Consent(Workshop workshop, SessionState state) {
        this.workshop = workshop;
        this.state = state;
    }

    /**
     * Asks where the line needs it.
     *
     * @throws CommandException {@code tier.declined}, {@code tier.confirmation-needed}, or {@code command.not-found} where
     *     a correction cannot be confirmed
     */
    void obtain(Prepared prepared, Surface surface) throws CommandException {
        Explanation explanation = prepared.explanation();
        Tier tier = explanation.tier();
        if (tier == Tier.RUN) {
            return;
        }
        if (tier == Tier.CORRECT) {
            if (prepared.note() != null) {
                surface.progress().note(prepared.note());
            }
            return;
        }
        if (tier == Tier.CONFIRM && answersItself(explanation, prepared.root())) {
            return;
        }
        ask(prepared, surface);
    }

    private void ask(Prepared prepared, Surface surface) throws CommandException {
        Explanation explanation = prepared.explanation();
        String text = prepared.text() != null ? prepared.text() : LineText.of(prepared.root());
        List<String> details = new ArrayList<>();
        details.add(text);
        details.add("Tier " + explanation.tier().label() + ": " + explanation.reason() + ".");
        String question = explanation.tier() == Tier.SUGGEST ? "Run the corrected line?" : "Run it?";
        Confirmation confirmation = Confirmation.ordinary(question, details, digest(text));
        Optional<Path> always = always(explanation.parts());
        Surface.Answer answer =
                surface.ask(new Surface.Question(confirmation, Surface.Source.GATE, always.map(Path::toString)));
        switch (answer) {
            case YES -> {
                // Go on.
            }
            case ALWAYS -> {
                if (always.isPresent()) {
                    workshop.allowList().add(always.get());
                }
            }
            case NO ->
                throw Fault.of(FaultKind.REFUSED, "tier.declined", "You said no; nothing was run.")
                        .exception();
            case NOBODY -> {
                // To a script a name that is not there is just that.
                if (prepared.unanswered() != null) {
                    throw prepared.unanswered().exception();
                }
                throw Fault.of(
                                FaultKind.REFUSED,
                                "tier.confirmation-needed",
                                "This must be confirmed (tier "
                                        + explanation.tier().label() + "): " + explanation.reason() + ".")
                        .hint("Add --yes where isaac is started"
                                + always.map(path -> ", or allow the program for good: allow add " + path)
                                        .orElse("")
                                + ".")
                        .detail("tier", explanation.tier().label())
                        .detail("line", text)
                        .detail("digest", confirmation.digest())
                        .exception();
            }
        }
    }

    /** Names the line and where it would run. */
    private String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(state.directory().toString().getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one program that "always allow" would allow; empty where there is none, or several, or policy forbids it. */
    private Optional<Path> always(List<Part> parts) {
        Optional<Path> one = Optional.empty();
        for (Part part : parts) {
            if (part.tier() == Tier.RUN) {
                continue;
            }
            Optional<Path> program = program(part);
            if (program.isEmpty() || (one.isPresent() && !one.equals(program))) {
                return Optional.empty();
            }
            one = program;
        }
        return workshop.allowList().isLocked() ? Optional.empty() : one;
    }

    private static Optional<Path> program(Part part) {
        return part.route() == Route.NATIVE ? AllowTarget.path(part.target()) : Optional.empty();
    }

    /** Whether every command of ours that must be confirmed was typed with {@code --yes}. */
    private static boolean answersItself(Explanation explanation, Node.Sequence root) {
        boolean onlyOurs =
                explanation.parts().stream().allMatch(part -> part.tier() == Tier.RUN || part.route() == Route.COMMAND);
        return onlyOurs
                && root.entries().size() == 1
                && root.entries().get(0).node() instanceof Node.Simple simple
                && simple.words().stream()
                        .anyMatch(word -> word.literalValue().orElse("").equals("--yes"));
    }
}
