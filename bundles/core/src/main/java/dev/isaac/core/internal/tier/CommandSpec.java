package dev.isaac.core.internal.tier;

import dev.isaac.command.Tier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the data say of one command.
 *
 * @param tier when no rule says otherwise
 * @param why what makes it so
 * @param values the options that take the next word
 * @param rules exceptions; the first that fits decides
 * @param subs sub-commands; empty: the command has none
 * @param otherwise what holds for a sub-command that is not listed
 * @param special the name of the code that looks closer; empty: none
 */
record CommandSpec(
        Tier tier,
        String why,
        Set<String> values,
        List<Rule> rules,
        Map<String, CommandSpec> subs,
        @Nullable Tier otherwise,
        String special) {

    /**
     * An exception.
     *
     * @param any options of which one must be there; empty: does not matter
     * @param all options that must all be there
     * @param none options of which none may be there
     * @param operands kinds or patterns of which one operand must fit; empty: does not matter
     * @param least how many operands there must be
     */
    record Rule(
            Set<String> any,
            Set<String> all,
            Set<String> none,
            List<String> operands,
            int least,
            Tier tier,
            String why) {}
}
