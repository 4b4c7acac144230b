package dev.isaac.aliases.internal.powershell;

import java.util.List;
import java.util.Optional;

/**
 * One command of a Unix pipeline in PowerShell.
 *
 * @param elements what runs; the first reads the pipeline where something comes in
 * @param flow what it gives
 * @param toText what makes text of it, where it is no text and can become text
 * @param success what its success is
 * @param condition an expression that is true when the command succeeds; it runs the command and prints nothing
 * @param shown what is noted when nothing reads the output but a person; may be empty
 */
record Stage(
        List<Ps.Element> elements,
        Flow flow,
        Optional<List<Ps.Element>> toText,
        Success success,
        Optional<Ps.Expr> condition,
        String shown) {

    /** How the success of a stage can be seen. */
    enum Success {
        /** By {@code $?}, when it stands alone. */
        REPORTED,
        /** It always succeeds. */
        ALWAYS,
        /** Not faithfully. */
        UNKNOWN
    }

    Stage {
        elements = List.copyOf(elements);
        toText = toText.map(List::copyOf);
    }

    static Stage text(Ps.Element... elements) {
        return new Stage(List.of(elements), Flow.TEXT, Optional.empty(), Success.REPORTED, Optional.empty(), "");
    }

    static Stage text(List<Ps.Element> elements) {
        return new Stage(elements, Flow.TEXT, Optional.empty(), Success.REPORTED, Optional.empty(), "");
    }

    static Stage of(Flow flow, Ps.Element... elements) {
        return new Stage(List.of(elements), flow, Optional.empty(), Success.REPORTED, Optional.empty(), "");
    }

    Stage success(Success value) {
        return new Stage(elements, flow, toText, value, condition, shown);
    }

    Stage asText(Ps.Element... conversion) {
        return new Stage(elements, flow, Optional.of(List.of(conversion)), success, condition, shown);
    }

    Stage when(Ps.Expr test) {
        return new Stage(elements, flow, toText, success, Optional.of(test), shown);
    }

    Stage shown(String note) {
        return new Stage(elements, flow, toText, success, condition, note);
    }
}
