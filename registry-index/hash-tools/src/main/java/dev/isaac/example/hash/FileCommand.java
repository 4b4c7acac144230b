package dev.isaac.example.hash;

import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** {@code hash file}: hashes files or the input. */
@Component(service = Command.class)
@CommandName(FileCommand.NAME)
@CommandSummary(FileCommand.SUMMARY)
public final class FileCommand implements Command {

    static final String NAME = "hash file";
    static final String SUMMARY = "Hash files, or what comes through a pipe";

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .description("Computes SHA-256 unless --algorithm says otherwise. With --sums the output is a list that"
                        + " `hash verify` and the GNU tools read.")
                .category("Files")
                .arguments(Hasher.files())
                .options(
                        Hasher.ALGORITHM.orElse("sha256"),
                        Option.flag("sums", "Print a list of checksums instead of a table"))
                .example("hash file isaac.zip", "The SHA-256 of a file")
                .example("hash file --algorithm sha512 --sums a.txt b.txt > SUMS", "A list that can be verified later")
                .example("cat a.txt | hash file", "What comes through a pipe")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        Algorithm algorithm = Hasher.algorithm(in);
        List<Map<String, ?>> rows = new ArrayList<>();
        List<String> files = in.values("file");
        if (files.isEmpty()) {
            if (!in.hasInput()) {
                throw Fault.of(FaultKind.USAGE, "hash.nothing", "There is nothing to hash.")
                        .hint("Name files, or send data through a pipe.")
                        .exception();
            }
            rows.add(row(Hasher.input(in, algorithm), algorithm, "-"));
        }
        for (String file : files) {
            rows.add(row(Hasher.file(in, algorithm, in.directory().resolve(file)), algorithm, file));
        }
        if (in.has("sums")) {
            String text = rows.stream()
                    .map(row -> row.get("hash") + "  " + row.get("file"))
                    .collect(Collectors.joining("\n"));
            return CommandResult.text(text, rows);
        }
        return CommandResult.table(List.of(Column.text("hash", "Hash"), Column.text("file", "File")), rows);
    }

    private static Map<String, ?> row(String hash, Algorithm algorithm, String file) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("hash", hash);
        row.put("file", file);
        row.put("algorithm", algorithm.label());
        return row;
    }
}
