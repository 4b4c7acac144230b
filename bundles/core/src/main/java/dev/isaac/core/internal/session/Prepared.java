package dev.isaac.core.internal.session;

import dev.isaac.command.Fault;
import dev.isaac.command.line.Node;
import dev.isaac.core.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * A line that was read, rewritten and judged.
 *
 * @param root what would run
 * @param text its text, where it is what was typed or another language's; {@code null}: that of the tree
 * @param translated whether it is said in the words of this system; with a text, that text runs and not the tree
 * @param explanation what would happen
 * @param note what the user must know of a change; {@code null}: nothing
 * @param refusal why it does not run; {@code null}: it may
 * @param unanswered what is wrong where nobody can be asked; {@code null}: that it must be confirmed
 */
record Prepared(
        Node.Sequence root,
        @Nullable String text,
        boolean translated,
        Explanation explanation,
        @Nullable String note,
        @Nullable Fault refusal,
        @Nullable Fault unanswered) {}
