package dev.isaac.core.internal.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.core.internal.parse.LineParser;
import dev.isaac.core.internal.route.CommandRegistry;
import dev.isaac.core.internal.route.Programs;
import dev.isaac.core.internal.route.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of lines with the tiers that they must have. Nothing here is ever run. */
class TierTableTest {

    private static final Router.Place PLACE = new Router.Place() {
        @Override
        public Path directory() {
            return Path.of("/home/u/project");
        }

        @Override
        public String searchPath() {
            return "/usr/bin:/bin";
        }

        @Override
        public boolean hasFunction(String name) {
            return false;
        }
    };

    private final TierGate gate =
            new TierGate(new Router(new CommandRegistry(), (scope, name) -> false, new Programs(System::nanoTime)));

    private static List<String[]> table() throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (Stream<String> lines = new BufferedReader(new InputStreamReader(
                        Objects.requireNonNull(TierTableTest.class.getResourceAsStream("tiers.tsv")),
                        StandardCharsets.UTF_8))
                .lines()) {
            lines.filter(line -> line.indexOf('\t') > 0).forEach(line -> {
                int tab = line.indexOf('\t');
                rows.add(new String[] {
                    line.substring(0, tab), line.substring(tab + 1).replace("\\n", "\n")
                });
            });
        }
        return rows;
    }

    private String tier(String line) {
        ParsedLine parsed = LineParser.parse(line);
        if (!(parsed instanceof ParsedLine.Complete complete)) {
            // What cannot be read does not run at all.
            return "4";
        }
        Node.Sequence root = complete.root();
        TierGate.Context context = new TierGate.Context(
                Map.of("HOME", "/home/u", "PATH", "/usr/bin:/bin", "USER", "u")::get,
                Map.of(),
                PLACE,
                program -> false);
        return gate.judge(root, context).verdict().tier().label();
    }

    @Test
    void everyLineHasItsTier() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String[]> rows = table();
        for (String[] row : rows) {
            // A program that is not installed here is unknown here; the data decide, so only the data are asked.
            String tier = tier(row[1]);
            if (!tier.equals(row[0])) {
                wrong.add("expected " + row[0] + " but was " + tier + ": " + row[1]);
            }
        }
        assertThat(rows).hasSizeGreaterThan(400);
        assertThat(wrong).isEmpty();
    }
}
