package dev.isaac.testing.architecture.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A check that cannot fail is a defect: every rule meets a fixture that breaks it, and names exactly the culprits. */
final class RulesCanFailTest {

    private static final String ROOT = "dev.isaac.testing.architecture.fixture";
    private static final Set<String> EXPORTED = Set.of(ROOT + ".command", ROOT + ".core", ROOT + ".trust");

    private final Rules rules = new Rules(ROOT);
    private final JavaClasses fixture = new ClassFileImporter().importPackages(ROOT);

    @Test
    void aClassWithoutAFloor() {
        assertViolated(rules.everyClassStandsOnAFloor(), "nowhere.Homeless");
    }

    @Test
    void aLookUpwardASiblingAndAGreedyPlugin() {
        assertViolated(rules.arrowsPointDown(), "command.LooksUp", "sync.SeesSibling", "example.greedy.Greedy");
    }

    @Test
    void aLookAtInternals() {
        assertViolated(
                rules.othersAreSeenThroughTheirExports(Set.of(ROOT + ".command", ROOT + ".core", ROOT + ".aliases")),
                "shell.SeesInternals");
    }

    @Test
    void anApiThatImportsALibrary() {
        assertViolated(rules.apiImportsOnlyApi(EXPORTED, Set.of()), "core.UsesTerminal");
        assertKept(rules.apiImportsOnlyApi(EXPORTED, Set.of("org.jline")));
    }

    @Test
    void aSignatureThatLeaksALibrary() {
        assertViolated(rules.signaturesSayOnlyApi(EXPORTED), "core.UsesTerminal", "trust.Store");
    }

    @Test
    void aCycleOfPackages() {
        assertThat(messages(rules.packagesFormNoCycles()))
                .contains("core.one")
                .contains("core.two")
                .doesNotContain("trust");
    }

    @Test
    void aCycleOfInternals() {
        assertThat(messages(rules.internalsFormNoCycles()))
                .contains("core.internal.left")
                .contains("core.internal.right")
                .doesNotContain("core.one");
    }

    @Test
    void aTerminalOutsideTheShell() {
        assertViolated(rules.onlyTheseImport(Set.of("shell"), "org.jline.."), "core.UsesTerminal");
    }

    @Test
    void aPrint() {
        assertViolated(rules.nobodyPrints(Set.of()), "core.Prints");
        assertKept(rules.nobodyPrints(Set.of(ROOT + ".core.Prints")));
    }

    @Test
    void aThread() {
        assertViolated(rules.nobodyStartsThreads(Set.of()), "core.Threads");
        assertThat(messages(rules.nobodyStartsThreads(Set.of())))
                .contains("Threads.make(")
                .contains("Threads.own()");
        assertKept(rules.nobodyStartsThreads(Set.of(ROOT + ".core.Threads")));
    }

    @Test
    void aProcess() {
        assertViolated(rules.nobodyStartsProcesses(Set.of()), "core.Processes");
        assertThat(messages(rules.nobodyStartsProcesses(Set.of())))
                .contains("Processes.make()")
                .contains("Processes.run()");
    }

    @Test
    void anEndOfTheProcess() {
        assertViolated(rules.nobodyEndsTheProcess(Set.of()), "core.Ends");
    }

    @Test
    void aLookAtTheWallClock() {
        assertViolated(rules.nobodyAsksTheWallClock(Set.of()), "core.AsksTheClock");
        assertThat(messages(rules.nobodyAsksTheWallClock(Set.of())))
                .contains("AsksTheClock.instant()")
                .contains("AsksTheClock.millis()");
    }

    @Test
    void aSleep() {
        assertViolated(rules.nobodySleeps(Set.of()), "core.Sleeps");
    }

    @Test
    void implementationInTheOpen() {
        Set<String> others = Set.of(
                ROOT + ".command",
                ROOT + ".core",
                ROOT + ".trust",
                ROOT + ".core.one",
                ROOT + ".core.two",
                ROOT + ".aliases",
                ROOT + ".sync",
                ROOT + ".shell",
                ROOT + ".example.greedy",
                ROOT + ".nowhere");
        assertViolated(rules.implementationIsInternal(others), "core.helper.Helper");
    }

    @Test
    void anExportedComponent() {
        assertViolated(rules.componentsAreInternal(EXPORTED), "core.Part");
    }

    @Test
    void anInterfaceThatDoesNotSayWhoImplementsIt() {
        assertViolated(
                rules.interfacesSayWhoImplementsThem(EXPORTED, c -> c.getName().endsWith(".Choice")), "core.Gateway");
        assertViolated(rules.interfacesSayWhoImplementsThem(EXPORTED, c -> false), "core.Gateway", "core.Choice");
    }

    @Test
    void sealedTypesAreRecognised() throws Exception {
        assertThat(SealedTypes.isSealed(bytes("core/Choice"))).isTrue();
        assertThat(SealedTypes.isSealed(bytes("core/Gateway"))).isFalse();
    }

    private byte[] bytes(String name) throws java.io.IOException {
        String resource = "/" + ROOT.replace('.', '/') + "/" + name + ".class";
        try (java.io.InputStream in = getClass().getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }

    private void assertViolated(ArchRule rule, String... culprits) {
        java.util.List<String> details =
                rule.evaluate(fixture).getFailureReport().getDetails();
        assertThat(details).isNotEmpty();
        for (String culprit : culprits) {
            assertThat(details).anySatisfy(line -> assertThat(line).contains(ROOT + "." + culprit));
        }
        assertThat(details).allSatisfy(line -> assertThat(culprits).anyMatch(c -> line.contains(ROOT + "." + c)));
    }

    private void assertKept(ArchRule rule) {
        assertThat(rule.evaluate(fixture).hasViolation()).isFalse();
    }

    private String messages(ArchRule rule) {
        return String.join("\n", rule.evaluate(fixture).getFailureReport().getDetails());
    }
}
