package dev.isaac.testing.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs properties by jqwik itself, twice, and compares the values that they got. */
class StableSeedTest {
    private static final List<String> VALUES = new ArrayList<>();
    private final String modeOfThisRun = System.getProperty(StableSeed.MODE, "fixed");

    @AfterEach
    void restore() {
        System.setProperty(StableSeed.MODE, modeOfThisRun);
    }

    @Test
    void theSameValuesInEveryRun() {
        assertThat(run("fixed", "draws").values())
                .hasSize(50)
                .isEqualTo(run("fixed", "draws").values());
    }

    @Test
    void anotherPropertyGetsOtherValues() {
        assertThat(run("fixed", "draws").values())
                .isNotEqualTo(run("fixed", "drawsOthers").values());
    }

    @Test
    void otherValuesInEachRunWhereTheRunAsksForThem() {
        assertThat(run("random", "draws").values())
                .hasSize(50)
                .isNotEqualTo(run("random", "draws").values());
    }

    @Test
    void aSeedThatAPropertyNamesIsKept() {
        Run fixed = run("fixed", "namesItsSeed");
        assertThat(fixed.report()).containsPattern("seed = 42\\b");
        assertThat(fixed.values()).isEqualTo(run("random", "namesItsSeed").values());
    }

    @Test
    void aRandomFailureTellsTheSeedThatRepeatsIt() {
        Run run = run("random", "fails");
        assertThat(run.failures()).hasSize(1);
        Matcher seed = Pattern.compile("seed = (-?\\d+)").matcher(run.report());
        assertThat(seed.find()).as(run.report()).isTrue();
    }

    @Test
    void anUnknownModeIsNotTakenForOneOfThem() {
        Run run = run("radnom", "draws");
        assertThat(run.values()).isEmpty();
        assertThat(run.failures()).singleElement().asString().contains("radnom");
    }

    private record Run(List<String> values, List<Throwable> failures, String report) {}

    private static Run run(String mode, String property) {
        System.setProperty(StableSeed.MODE, mode);
        VALUES.clear();
        List<Throwable> failures = new ArrayList<>();
        StringBuilder report = new StringBuilder();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(Sampled.class.getName() + "#" + property + "(int)"))
                .configurationParameter("jqwik.database", "")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(failures::add);
            }

            @Override
            public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
                report.append(entry.getKeyValuePairs().values());
            }
        });
        return new Run(List.copyOf(VALUES), failures, report.toString());
    }

    /** Run by the tests above only: surefire takes no nested classes. */
    static class Sampled {

        @Property(tries = 50)
        void draws(@ForAll int value) {
            VALUES.add("" + value);
        }

        @Property(tries = 50)
        void drawsOthers(@ForAll int value) {
            VALUES.add("" + value);
        }

        @Property(tries = 50, seed = "42")
        void namesItsSeed(@ForAll int value) {
            VALUES.add("" + value);
        }

        @Property(tries = 50)
        void fails(@ForAll int value) {
            assertThat(value).isBetween(-2, 2);
        }
    }
}
