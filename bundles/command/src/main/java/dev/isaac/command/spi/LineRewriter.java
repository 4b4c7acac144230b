package dev.isaac.command.spi;

import dev.isaac.command.CommandException;
import dev.isaac.command.line.Node;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Changes a typed line before it is judged and run, as aliases do. The tier gate judges the typed and the rewritten
 * tree, and the stricter verdict wins. Registered as a service; several are asked in the order of their service ranking.
 */
@ConsumerType
public interface LineRewriter {

    /**
     * Rewrites a tree.
     *
     * @return the new tree, or empty to leave it as it is
     * @throws CommandException when the line is recognised but cannot be translated faithfully
     */
    Optional<Node.Sequence> rewrite(Node.Sequence line) throws CommandException;
}
