package dev.isaac.core.internal.session;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Tier;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Span;
import dev.isaac.command.spi.LineRewriter;
import dev.isaac.core.Explanation;
import dev.isaac.core.Explanation.Part;
import dev.isaac.core.Explanation.Route;
import dev.isaac.core.internal.alias.Alias;
import dev.isaac.core.internal.alias.AliasExpansion;
import dev.isaac.core.internal.alias.AliasTable;
import dev.isaac.core.internal.parse.LineParser;
import dev.isaac.core.internal.state.SessionState;
import dev.isaac.core.internal.tier.TierData;
import dev.isaac.core.internal.tier.TierGate;
import dev.isaac.core.internal.tier.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rewrites, corrects and judges a parsed line. Runs nothing. */
final class Preparation {

    private final Workshop workshop;
    private final SessionState state;
    private final TierGate.Context context;
    private final Corrections corrections;
    private final Translations translations;

    Preparation(Workshop workshop, SessionState state) {
        this.workshop = workshop;
        this.state = state;
        this.context = new TierGate.Context(this::variable, Map.of(), state, this::isAllowed, state.interactive());
        this.corrections = new Corrections(workshop, state);
        this.translations = new Translations(workshop, state);
    }

    private @Nullable String variable(String name) {
        if (state.isOpaque(name)) {
            return TierGate.UNKNOWN_VALUE;
        }
        return name.equals("OLDPWD") ? state.previous().toString() : state.variable(name);
    }

    private boolean isAllowed(String program) {
        Optional<Path> path = AllowTarget.path(program);
        return path.isPresent() && workshop.allowList().allows(path.get());
    }

    Prepared prepare(ParsedLine parsed, boolean typed) throws CommandException {
        if (parsed instanceof ParsedLine.Incomplete incomplete) {
            return refused(
                    parsed,
                    Fault.of(
                                    FaultKind.USAGE,
                                    "line.incomplete",
                                    "The line is not finished: " + incomplete.opened() + " at column "
                                            + (incomplete.span().start() + 1) + " is still open.")
                            .detail("column", incomplete.span().start() + 1));
        }
        if (parsed instanceof ParsedLine.Invalid invalid) {
            return refused(
                    parsed,
                    new Fault(
                            FaultKind.USAGE,
                            "line.invalid",
                            invalid.message(),
                            invalid.hint(),
                            Map.of("column", invalid.span().start() + 1)));
        }
        ParsedLine.Complete complete = (ParsedLine.Complete) parsed;
        TierGate.Context now = new TierGate.Context(
                context.variables(),
                state.functions(),
                state,
                context.allowed(),
                context.interactive(),
                state.positional());
        Optional<Node.Sequence> other;
        try {
            other = typed ? rewrite(complete) : Optional.empty();
        } catch (CommandException e) {
            return refused(parsed, e.fault());
        }
        Node.Sequence rewritten = other.orElse(complete.root());
        TierGate.Judgement judged = workshop.gate().judge(rewritten, now);
        Verdict verdict = judged.verdict();
        if (other.isPresent()) {
            verdict = stricter(verdict, workshop.gate().judge(complete.root(), now));
        }
        if (verdict.tier() != Tier.REFUSE) {
            try {
                String text = other.isPresent() ? LineText.of(rewritten) : complete.text();
                Optional<Translations.Result> translation = translations.translate(text, rewritten);
                if (translation.isPresent()) {
                    return translated(parsed, verdict, judged, translation.get(), now);
                }
            } catch (CommandException e) {
                return refused(parsed, e.fault());
            }
        }
        return prepared(complete, other, judged, verdict, now);
    }

    private Prepared prepared(
            ParsedLine.Complete complete,
            Optional<Node.Sequence> other,
            TierGate.Judgement judged,
            Verdict verdict,
            TierGate.Context now) {
        Node.Sequence rewritten = other.orElse(complete.root());
        boolean changed = other.isPresent();
        Corrections.Correction correction =
                verdict.tier() == Tier.CONFIRM ? corrections.find(rewritten, judged.parts(), now) : null;
        if (correction != null) {
            Explanation explanation = new Explanation(
                    complete,
                    Optional.of(LineText.of(correction.root())),
                    correction.tier(),
                    correction.note(),
                    correction.parts(),
                    Optional.empty());
            return new Prepared(
                    correction.root(), null, false, explanation, correction.note(), null, correction.unknown());
        }
        Fault refusal = refusal(verdict, judged.parts());
        Explanation explanation = new Explanation(
                complete,
                changed ? Optional.of(LineText.of(rewritten)) : Optional.empty(),
                verdict.tier(),
                verdict.reason(),
                judged.parts(),
                Optional.ofNullable(refusal));
        return new Prepared(rewritten, changed ? null : complete.text(), false, explanation, null, refusal, null);
    }

    /** A line in the words of this system is judged beside what was typed. */
    private Prepared translated(
            ParsedLine parsed,
            Verdict typed,
            TierGate.Judgement before,
            Translations.Result translation,
            TierGate.Context now) {
        String text = translation.text();
        Verdict verdict = typed;
        List<Part> parts = before.parts();
        if (text == null) {
            TierGate.Judgement after = workshop.gate().judge(translation.root(), now);
            verdict = stricter(after.verdict(), new TierGate.Judgement(typed, before.parts()));
            parts = after.parts();
        } else if (LineParser.parse(text) instanceof ParsedLine.Complete foreign) {
            // Of another language the parser understands the commands at best: it can only add a refusal.
            Verdict after = workshop.gate().judge(foreign.root(), now).verdict();
            verdict = after.tier() == Tier.REFUSE ? after : typed;
        }
        String runs = text != null ? text : LineText.of(translation.root());
        Fault refusal = text == null || verdict.tier() == Tier.REFUSE ? refusal(verdict, parts) : null;
        Explanation explanation = new Explanation(
                parsed,
                Optional.of(runs),
                translation.differences(),
                verdict.tier(),
                verdict.reason(),
                parts,
                Optional.ofNullable(refusal));
        return new Prepared(translation.root(), text, true, explanation, null, refusal, null);
    }

    /** The verdict on what runs, or the one on what was typed where that is stricter. */
    private static Verdict stricter(Verdict runs, TierGate.Judgement typed) {
        return typed.verdict().tier().compareTo(runs.tier()) > 0 && !isOnlyUnknown(typed) ? typed.verdict() : runs;
    }

    private @Nullable Fault refusal(Verdict verdict, List<Part> parts) {
        if (verdict.tier() == Tier.REFUSE) {
            return new Fault(
                    FaultKind.REFUSED,
                    "tier.refused",
                    "This never runs (tier 4): " + verdict.reason() + ".",
                    "If it is really meant, do it outside of ISAAC.",
                    Map.of("tier", "4"));
        }
        if (parts.size() == 1 && parts.get(0).route() == Route.UNKNOWN) {
            return corrections.unknown(parts.get(0));
        }
        return parts.stream()
                .filter(part -> part.route() == Route.GOGO)
                .flatMap(part -> workshop.refusal(part.target()).stream())
                .findFirst()
                .orElse(null);
    }

    /** Whether a typed line is doubtful only because nobody knows its names: then what they stand for decides alone. */
    private static boolean isOnlyUnknown(TierGate.Judgement judged) {
        return judged.verdict().tier() == Tier.CONFIRM
                && judged.parts().stream()
                        .allMatch(part -> part.tier() == Tier.RUN
                                || (part.route() == Route.UNKNOWN
                                        && !TierData.get().knows(part.target())));
    }

    private Optional<Node.Sequence> rewrite(ParsedLine.Complete typed) throws CommandException {
        Map<String, String> session = state.aliases();
        Optional<ParsedLine.Complete> expanded =
                session.isEmpty() && workshop.services().aliases().isEmpty()
                        ? Optional.empty()
                        : new AliasExpansion(name -> alias(name, session)).expand(typed);
        Node.Sequence tree = expanded.orElse(typed).root();
        boolean changed = expanded.isPresent();
        for (LineRewriter rewriter : workshop.services().rewriters().get()) {
            Optional<Node.Sequence> rewritten = rewriter.rewrite(tree);
            if (rewritten.isPresent()) {
                tree = rewritten.get();
                changed = true;
            }
        }
        return changed ? Optional.of(tree) : Optional.empty();
    }

    /** What the native shell defined in this session goes first; what a plugin brings hides nothing that is there. */
    private @Nullable Alias alias(String name, Map<String, String> session) {
        String line = session.get(name);
        if (line != null) {
            return Alias.plain(name, line);
        }
        AliasTable table = workshop.services().aliases();
        Alias own = table.own(name);
        if (own != null) {
            return own;
        }
        Alias other = table.ofPlugin(name);
        return other != null && workshop.router().route(List.of(name), state).route() == Route.UNKNOWN ? other : null;
    }

    private static Prepared refused(ParsedLine parsed, Fault fault) {
        Explanation explanation =
                new Explanation(parsed, Optional.empty(), Tier.CONFIRM, fault.message(), List.of(), Optional.of(fault));
        return new Prepared(new Node.Sequence(List.of(), Span.NONE), null, false, explanation, null, fault, null);
    }
}
