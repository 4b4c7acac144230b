package dev.isaac.core.internal.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.isaac.command.Tier;
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
import java.time.Duration;
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

    private static List<String[]> table(String resource) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (Stream<String> lines = new BufferedReader(new InputStreamReader(
                        Objects.requireNonNull(TierTableTest.class.getResourceAsStream(resource)),
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

    private Verdict verdict(String line, boolean interactive) {
        ParsedLine parsed = LineParser.parse(line);
        if (!(parsed instanceof ParsedLine.Complete complete)) {
            // What cannot be read does not run at all.
            return Verdict.refuse("cannot be read");
        }
        TierGate.Context context = new TierGate.Context(
                Map.of("HOME", "/home/u", "PATH", "/usr/bin:/bin", "USER", "u")::get,
                Map.of(),
                PLACE,
                program -> false,
                interactive);
        return gate.judge(complete.root(), context).verdict();
    }

    private void check(String resource, boolean interactive, int least) throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String[]> rows = table(resource);
        for (String[] row : rows) {
            // A program that is not installed here is unknown here; the data decide, so only the data are asked.
            Verdict verdict = verdict(row[1], interactive);
            String tier = verdict.tier().label();
            if (!tier.equals(row[0])) {
                wrong.add("expected " + row[0] + " but was " + tier + ": " + row[1] + " (" + verdict.reason() + ")");
            }
        }
        assertThat(rows).hasSizeGreaterThan(least);
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyLineHasItsTier() throws IOException {
        check("tiers.tsv", false, 800);
    }

    @Test
    void dailyWorkIsNotHeldUp() throws IOException {
        check("daily.tsv", true, 350);
    }

    @Test
    void aShellIsOpenedAtOnceOnlyWhereSomebodyTypesIntoIt() {
        assertThat(verdict("bash", true).tier()).isEqualTo(Tier.RUN);
        assertThat(verdict("bash", false).tier()).isEqualTo(Tier.CONFIRM);
        assertThat(verdict("cat x | bash", true).tier()).isEqualTo(Tier.CONFIRM);
        assertThat(verdict("bash --rcfile x", true).tier()).isEqualTo(Tier.CONFIRM);
    }

    @Test
    void everyReasonIsOneSentenceForANewcomer() throws IOException {
        for (String[] row : table("daily.tsv")) {
            String reason = verdict(row[1], true).reason();
            assertThat(reason).as(row[1]).contains(" ").doesNotEndWith(".").doesNotContain("\n");
        }
        assertThat(verdict("rm -rf /", true).reason()).isEqualTo("rm deletes the root, a home or a system folder");
        assertThat(verdict("frobnicate", true).reason()).isEqualTo("frobnicate is not in the list of known programs");
    }

    @Test
    void hostileLinesTakeNoMoreThanLinearTime() {
        String calls = "f0() { :; }; ";
        for (int i = 1; i < 24; i++) {
            calls += "f" + i + "() { f" + (i - 1) + "; f" + (i - 1) + "; }; ";
        }
        String loops = "while :; do ".repeat(40) + "x=1" + "; done".repeat(40);
        String branches = "true && x=1 ".repeat(1) + "&& x=2 ".repeat(5_000);
        String choices =
                "true || x0=/; true || x1=/; true || x2=/; true || x3=/; true || x4=/; true || x5=/; true || x6=/; echo "
                        + "$x0$x1$x2$x3$x4$x5$x6 ".repeat(200);
        for (String line : List.of(
                calls + "f23",
                loops,
                branches,
                choices,
                "for a in 1 2 3 4 5 6 7 8; do ".repeat(12) + ":" + "; done".repeat(12))) {
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> verdict(line, true)))
                    .isNotNull();
        }
        assertThat(verdict(calls + "f23; rm -rf /", true).tier()).isEqualTo(Tier.REFUSE);
    }
}
