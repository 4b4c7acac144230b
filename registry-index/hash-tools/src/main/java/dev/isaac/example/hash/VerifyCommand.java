package dev.isaac.example.hash;

import dev.isaac.command.Argument;
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
import dev.isaac.command.ValueType;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** {@code hash verify}: compares files with a list of checksums. */
@Component(service = Command.class)
@CommandName(VerifyCommand.NAME)
@CommandSummary(VerifyCommand.SUMMARY)
public final class VerifyCommand implements Command {

    static final String NAME = "hash verify";
    static final String SUMMARY = "Compare files with a list of checksums";

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .description("Reads lists as the GNU tools write them (HASH  FILE) and as the BSD tools do"
                        + " (SHA256 (FILE) = HASH). Names are taken relative to the folder of the list. Where the list"
                        + " does not name the algorithm, the length of the hash tells it.\n\nEnds with exit code 4"
                        + " when a file differs or is missing, so that scripts stop.")
                .category("Files")
                .arguments(Argument.required("list", ValueType.PATH, "The list of checksums"))
                .options(Hasher.ALGORITHM, Option.flag("ignore-missing", "Do not complain of files that are not there"))
                .example("hash verify SHA256SUMS", "All files of a list")
                .example("hash verify SHA256SUMS --ignore-missing", "Those that were downloaded")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        Path list = in.path("list");
        List<Map<String, ?>> rows = new ArrayList<>();
        int bad = 0;
        boolean weak = false;
        for (SumLine line : read(list)) {
            Algorithm algorithm = algorithm(in, line, list);
            weak |= algorithm.weak();
            Path file = list.resolveSibling(line.file()).normalize();
            String status;
            if (!Files.exists(file)) {
                if (in.has("ignore-missing")) {
                    continue;
                }
                status = "missing";
            } else {
                status = Hasher.file(in, algorithm, file).equals(line.hash()) ? "ok" : "different";
            }
            bad += status.equals("ok") ? 0 : 1;
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("file", line.file());
            row.put("status", status);
            row.put("algorithm", algorithm.label());
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw Fault.of(FaultKind.NOT_FOUND, "hash.none-verified", "None of the files in " + list + " is here.")
                    .exception();
        }
        if (bad > 0) {
            throw mismatch(rows, bad).exception();
        }
        if (weak) {
            in.progress().warn("MD5, SHA-1 and CRCs find accidents, not attacks: collisions can be made on purpose.");
        }
        return CommandResult.table(
                List.of(
                        Column.text("file", "File"),
                        Column.text("status", "Status"),
                        Column.text("algorithm", "Algorithm")),
                rows);
    }

    private static Fault mismatch(List<Map<String, ?>> rows, int bad) {
        List<String> names = rows.stream()
                .filter(row -> !"ok".equals(row.get("status")))
                .map(row -> row.get("file") + " (" + row.get("status") + ")")
                .toList();
        String shown = String.join(", ", names.subList(0, Math.min(5, names.size())));
        return Fault.of(
                        FaultKind.VERIFICATION,
                        "hash.mismatch",
                        bad + " of " + rows.size() + " files did not verify: " + shown + (names.size() > 5 ? ", …" : "")
                                + ".")
                .hint("Get these files again, from a source that you trust.")
                .detail("files", rows);
    }

    private static Algorithm algorithm(Invocation in, SumLine line, Path list) throws CommandException {
        Optional<Algorithm> chosen = in.value("algorithm").flatMap(Algorithm::named);
        Algorithm algorithm = chosen.or(line::algorithm)
                .or(() -> Algorithm.ofDigits(line.hash().length()))
                .orElseThrow(() ->
                        malformed(list, "no algorithm gives " + line.hash().length() + " digits"));
        if (algorithm.digits() != line.hash().length()) {
            throw malformed(
                    list,
                    "a hash of " + line.file() + " by " + algorithm.label() + " has " + algorithm.digits()
                            + " digits, not " + line.hash().length());
        }
        return algorithm;
    }

    private static List<SumLine> read(Path list) throws CommandException {
        List<SumLine> lines = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(list)) {
            int number = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                String line = text.stripTrailing();
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                int at = number;
                lines.add(SumLine.parse(line)
                        .orElseThrow(() -> malformed(list, "line " + at + " is no checksum with a file name")));
            }
        } catch (NoSuchFileException e) {
            throw Fault.of(FaultKind.NOT_FOUND, "hash.no-file", "There is no file " + list + ".")
                    .exception(e);
        } catch (CharacterCodingException e) {
            throw malformed(list, "it is not text");
        } catch (IOException e) {
            throw Hasher.unreadable(list.toString(), e);
        }
        return lines;
    }

    private static CommandException malformed(Path list, String reason) {
        return Fault.of(FaultKind.FAILED, "hash.bad-list", list + " is no list of checksums: " + reason + ".")
                .hint("A line reads HASH, two blanks, FILE.")
                .exception();
    }
}
