package dev.isaac.aliases.internal.data;

import java.util.List;
import java.util.Set;

/**
 * What a command becomes when it was called in a certain way. The first rule that fits is taken.
 *
 * @param require options that must be given
 * @param allow options that may be given besides
 * @param least fewest operands
 * @param most most operands
 * @param operands what known operands look like, one expression each; shorter than the operands: the rest may be anything
 * @param emit the stages of the translation, each a list of words
 * @param gives {@code text}, {@code objects} or {@code nothing}
 * @param notes what differs; none: the translation is exact
 */
public record Rule(
        Set<String> require,
        Set<String> allow,
        int least,
        int most,
        List<String> operands,
        List<List<String>> emit,
        String gives,
        List<String> notes) {
    public Rule {
        require = Set.copyOf(require);
        allow = Set.copyOf(allow);
        operands = List.copyOf(operands);
        emit = emit.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
    }
}
