package dev.isaac.aliases.internal.translate;

import dev.isaac.aliases.internal.model.SourceLanguage;
import dev.isaac.aliases.internal.model.Target;
import dev.isaac.command.line.Node;
import java.util.Optional;

/**
 * A line to translate.
 *
 * @param input the line as typed
 * @param line its tree
 * @param target where it is to run
 * @param source the language it is written in; empty: the translator finds out
 * @param manager the package manager of the target; empty: the usual one
 * @param batch whether the text is for a batch file, where a percent sign is doubled
 */
public record Request(
        String input,
        Node.Sequence line,
        Target target,
        Optional<SourceLanguage> source,
        Optional<String> manager,
        boolean batch) {}
