package dev.isaac.example.hash;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** {@code hash text}: hashes words. */
@Component(service = Command.class)
@CommandName(TextCommand.NAME)
@CommandSummary(TextCommand.SUMMARY)
public final class TextCommand implements Command {

    static final String NAME = "hash text";
    static final String SUMMARY = "Hash a text";

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .description("Hashes the words, joined by one blank, as UTF-8 and without a line break. What is typed"
                        + " stays in the history: send secrets through a pipe to `hash file` instead.")
                .category("Files")
                .arguments(Argument.required("text", ValueType.TEXT, "What to hash")
                        .repeating())
                .options(Hasher.ALGORITHM.orElse("sha256"))
                .example("hash text hello", "The SHA-256 of the word")
                .example("hash text --algorithm crc32 'two words'", "A CRC-32")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) {
        Algorithm algorithm = Hasher.algorithm(in);
        byte[] bytes = String.join(" ", in.values("text")).getBytes(StandardCharsets.UTF_8);
        Algorithm.Computation computation = algorithm.start();
        computation.update(bytes, bytes.length);
        String hash = computation.result();
        return CommandResult.text(hash, Map.of("hash", hash, "algorithm", algorithm.label()));
    }
}
