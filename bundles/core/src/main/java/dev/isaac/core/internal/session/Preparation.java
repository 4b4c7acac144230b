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

    Preparation(Workshop workshop, SessionState state) {
        this.workshop = workshop;
        this.state = state;
        this.context = new TierGate.Context(this::variable, Map.of(), state, this::isAllowed, state.interactive());
        this.corrections = new Corrections(workshop, state);
    }

    private @Nullable String variable(String name) {
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
        Optional<Node.Sequence> other = typed ? rewrite(complete) : Optional.empty();
        Node.Sequence rewritten = other.orElse(complete.root());
        boolean changed = other.isPresent();
        TierGate.Context now = new TierGate.Context(
                context.variables(), state.functions(), state, context.allowed(), context.interactive());
        TierGate.Judgement judged = workshop.gate().judge(rewritten, now);
        Verdict verdict = judged.verdict();
        if (changed) {
            TierGate.Judgement before = workshop.gate().judge(complete.root(), now);
            if (before.verdict().tier().compareTo(verdict.tier()) > 0 && !isOnlyUnknown(before)) {
                verdict = before.verdict();
            }
        }
        Corrections.Correction correction =
                verdict.tier() == Tier.CONFIRM ? corrections.find(rewritten, judged.parts(), now) : null;
        if (correction != null) {
            Explanation explanation = new Explanation(
                    parsed,
                    Optional.of(LineText.of(correction.root())),
                    correction.tier(),
                    correction.note(),
                    correction.parts(),
                    Optional.empty());
            return new Prepared(correction.root(), null, explanation, correction.note(), null, correction.unknown());
        }
        Fault refusal = refusal(verdict, judged.parts());
        Explanation explanation = new Explanation(
                parsed,
                changed ? Optional.of(LineText.of(rewritten)) : Optional.empty(),
                verdict.tier(),
                verdict.reason(),
                judged.parts(),
                Optional.ofNullable(refusal));
        return new Prepared(rewritten, changed ? null : complete.text(), explanation, null, refusal, null);
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
        Optional<ParsedLine.Complete> expanded =
                state.aliases().isEmpty() ? Optional.empty() : new AliasExpansion(state.aliases()).expand(typed);
        Node.Sequence tree = expanded.orElse(typed).root();
        boolean changed = expanded.isPresent();
        for (LineRewriter rewriter : workshop.rewriters().get()) {
            Optional<Node.Sequence> rewritten = rewriter.rewrite(tree);
            if (rewritten.isPresent()) {
                tree = rewritten.get();
                changed = true;
            }
        }
        return changed ? Optional.of(tree) : Optional.empty();
    }

    private static Prepared refused(ParsedLine parsed, Fault fault) {
        Explanation explanation =
                new Explanation(parsed, Optional.empty(), Tier.CONFIRM, fault.message(), List.of(), Optional.of(fault));
        return new Prepared(new Node.Sequence(List.of(), Span.NONE), null, explanation, null, fault, null);
    }
}
