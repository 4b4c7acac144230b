package dev.isaac.testing.fuzz;

import dev.isaac.aliases.internal.model.SourceLanguage;
import dev.isaac.aliases.internal.model.Target;
import dev.isaac.aliases.internal.model.Translation;
import dev.isaac.aliases.internal.translate.Mapping;
import dev.isaac.aliases.internal.translate.Request;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.core.internal.parse.LineParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The translators, each source language to each target. */
public final class TranslationTarget {

    private static final Mapping MAPPING = Mapping.load(Path.of("/nowhere/os-release"));

    private TranslationTarget() {}

    /** There is an answer to each line that can be read, one line long, and for Unix one that can be read again. */
    public static void fuzzerTestOneInput(byte[] data) {
        String line = new String(data, StandardCharsets.UTF_8);
        if (!(LineParser.parse(line) instanceof ParsedLine.Complete complete)) {
            return;
        }
        for (Target target : Target.values()) {
            answer(line, complete, target, Optional.empty());
            for (SourceLanguage source : SourceLanguage.values()) {
                answer(line, complete, target, Optional.of(source));
            }
        }
    }

    private static void answer(
            String line, ParsedLine.Complete complete, Target target, Optional<SourceLanguage> source) {
        Translation translation = MAPPING.translator()
                .translate(new Request(line, complete.root(), target, source, Optional.empty(), false));
        Property.same(translation.input(), line, "an answer names its question");
        if (translation instanceof Translation.RefusedLine refused) {
            Property.require(!refused.code().isEmpty() && !refused.message().isEmpty(), "a refusal has its reason");
            return;
        }
        String output = translation instanceof Translation.Exact exact
                ? exact.output()
                : ((Translation.Approximate) translation).output();
        Property.require(output.indexOf('\0') < 0, "no output holds what no shell can read");
        if (!target.isWindows()) {
            Property.require(
                    LineParser.parse(output) instanceof ParsedLine.Complete,
                    "what is said to Unix can be read: " + output);
        }
    }
}
