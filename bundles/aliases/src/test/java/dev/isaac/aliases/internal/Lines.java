package dev.isaac.aliases.internal;

import dev.isaac.aliases.internal.model.SourceLanguage;
import dev.isaac.aliases.internal.model.Target;
import dev.isaac.aliases.internal.model.Translation;
import dev.isaac.aliases.internal.translate.Mapping;
import dev.isaac.aliases.internal.translate.Request;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.core.internal.parse.LineParser;
import java.nio.file.Path;
import java.util.Optional;

/** Translations for tests, for a machine whose distribution is not known. */
final class Lines {

    static final Mapping MAPPING = Mapping.load(Path.of("there", "is", "no", "such", "file"));

    private Lines() {}

    static Translation translate(String line, Target target) {
        return translate(line, target, Optional.empty(), Optional.empty(), false);
    }

    static Translation translate(
            String line, Target target, Optional<SourceLanguage> source, Optional<String> manager, boolean batch) {
        ParsedLine.Complete parsed = (ParsedLine.Complete) LineParser.parse(line);
        return MAPPING.translator().translate(new Request(line, parsed.root(), target, source, manager, batch));
    }

    /** {@code exact: output}, {@code approximate: output} or {@code refused: code}. */
    static String answer(String line, Target target) {
        return answer(translate(line, target));
    }

    static String answer(Translation translation) {
        if (translation instanceof Translation.Exact exact) {
            return "exact: " + exact.output();
        }
        if (translation instanceof Translation.Approximate approximate) {
            return "approximate: " + approximate.output();
        }
        return "refused: " + ((Translation.RefusedLine) translation).code();
    }
}
