package dev.isaac.marketplace.internal.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.VersionRange;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.SignerKey;
import dev.isaac.marketplace.internal.state.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResolverTest {

    private static final Resolver.Host HOST =
            new Resolver.Host(17, PluginVersion.parse("1.0.0"), new Platform("linux", "x86_64"));

    private final Map<PluginId, List<Release>> catalogue = new HashMap<>();
    private final TreeMap<PluginId, PluginRecord> installed = new TreeMap<>();

    @Test
    void newestStableVersionIsChosen() throws Exception {
        release("alpha", "1.0", "stable");
        release("alpha", "1.2", "stable");
        release("alpha", "2.0", "beta");

        assertThat(resolve(false, "alpha")).containsExactly("alpha 1.2.0 new");
    }

    @Test
    void olderVersionIsTakenWhereTheNewestDoesNotFit() throws Exception {
        release("alpha", "1.0", "stable", "beta [1,2)");
        release("alpha", "2.0", "stable", "beta [3,4)");
        release("beta", "1.5", "stable");

        assertThat(resolve(false, "alpha")).containsExactly("beta 1.5.0 new", "alpha 1.0.0 new");
    }

    @Test
    void sharedNeedIsMetByOneVersionForAll() throws Exception {
        release("alpha", "1.0", "stable", "gamma [1,3)");
        release("beta", "1.0", "stable", "gamma [2,4)");
        release("gamma", "1.0", "stable");
        release("gamma", "2.0", "stable");
        release("gamma", "3.0", "stable");

        assertThat(resolve(false, "alpha", "beta"))
                .containsExactly("gamma 2.0.0 new", "alpha 1.0.0 new", "beta 1.0.0 new");
    }

    @Test
    void whatIsInstalledIsPreferredWhereItFits() throws Exception {
        release("alpha", "1.0", "stable", "beta [1,2)");
        release("beta", "1.0", "stable");
        release("beta", "1.9", "stable");
        installed("beta", "1.0");

        assertThat(resolve(false, "alpha")).containsExactly("beta 1.0.0 kept", "alpha 1.0.0 new");
    }

    @Test
    void whatIsInstalledIsRaisedWhereItDoesNotFit() throws Exception {
        release("alpha", "1.0", "stable", "beta [1.5,2)");
        release("beta", "1.9", "stable");
        installed("beta", "1.0");

        assertThat(resolve(false, "alpha")).containsExactly("beta 1.9.0 new", "alpha 1.0.0 new");
    }

    @Test
    void updateTakesTheNewestThatInstalledPluginsStillAccept() throws Exception {
        release("beta", "1.9", "stable");
        release("beta", "2.0", "stable");
        installed("beta", "1.0");
        installed("alpha", "1.0", "beta [1,2)");

        assertThat(resolve(true, "beta")).containsExactly("beta 1.9.0 new");
    }

    @Test
    void updateOfAllMovesThemTogether() throws Exception {
        release("alpha", "2.0", "stable", "beta [2,3)");
        release("beta", "2.0", "stable");
        installed("beta", "1.0");
        installed("alpha", "1.0", "beta [1,2)");

        assertThat(resolve(true, "alpha", "beta")).containsExactly("beta 2.0.0 new", "alpha 2.0.0 new");
    }

    @Test
    void updateNeverGoesBack() throws Exception {
        release("alpha", "1.0", "stable");
        installed("alpha", "2.0");

        assertThat(resolve(true, "alpha")).containsExactly("alpha 2.0.0 kept");
    }

    @Test
    void pluginsThatNeedEachOtherAreInstalledTogether() throws Exception {
        release("alpha", "1.0", "stable", "beta [1,2)");
        release("beta", "1.0", "stable", "alpha [1,2)");

        assertThat(resolve(false, "alpha")).containsExactlyInAnyOrder("alpha 1.0.0 new", "beta 1.0.0 new");
    }

    @Test
    void optionalNeedDoesNotBringAPluginButMustFitOneThatIsChosen() throws Exception {
        release("alpha", "1.0", "stable", "beta? [1,2)");
        release("beta", "1.0", "stable");
        release("beta", "2.0", "stable");

        assertThat(resolve(false, "alpha")).containsExactly("alpha 1.0.0 new");
        assertThat(resolve(false, "alpha", "beta")).containsExactly("beta 1.0.0 new", "alpha 1.0.0 new");
    }

    @Test
    void conflictSaysWhoNeedsWhat() {
        release("alpha", "1.0", "stable", "gamma [1,2)");
        release("beta", "1.0", "stable", "gamma [2,3)");
        release("gamma", "1.0", "stable");
        release("gamma", "2.0", "stable");

        Fault fault = refused("alpha", "beta");

        assertThat(fault.code()).isEqualTo("plugin.conflict");
        assertThat(fault.message()).contains("gamma", "alpha 1.0.0 needs gamma", "beta 1.0.0 needs gamma");
    }

    @Test
    void missingNeedNamesWhoNeedsIt() {
        release("alpha", "1.0", "stable", "nowhere [1,2)");

        Fault fault = refused("alpha");

        assertThat(fault.code()).isEqualTo("plugin.dependency-missing");
        assertThat(fault.message()).contains("nowhere", "alpha 1.0.0 needs it");
    }

    @Test
    void onlyPreReleasesAreNotTakenUnasked() throws Exception {
        release("alpha", "1.0", "beta");

        assertThat(refused("alpha").code()).isEqualTo("plugin.no-stable-version");
        assertThat(resolve(false, "alpha@1.0")).containsExactly("alpha 1.0.0 new");
    }

    @Test
    void versionForANewerJavaIsPassedOver() throws Exception {
        catalogue.put(
                PluginId.of("alpha"),
                List.of(
                        release("alpha", "2.0", "stable", 21, Optional.empty(), List.of()),
                        release("alpha", "1.0", "stable", 17, Optional.empty(), List.of())));

        assertThat(resolve(false, "alpha")).containsExactly("alpha 1.0.0 new");
        assertThat(refused("alpha@2.0").code()).isEqualTo("plugin.incompatible");
    }

    @Test
    void versionForAnotherHostIsRefused() {
        catalogue.put(
                PluginId.of("alpha"),
                List.of(release("alpha", "1.0", "stable", 17, Optional.of(VersionRange.parse("[2,3)")), List.of())));

        assertThat(refused("alpha").code()).isEqualTo("plugin.incompatible");
    }

    @Test
    void unknownNamesAndVersionsAreNotFound() {
        release("alpha", "1.0", "stable");

        assertThat(refused("missing").code()).isEqualTo("plugin.not-found");
        assertThat(refused("alpha@7").code()).isEqualTo("plugin.version-not-found");
    }

    @Test
    void fiveThousandVersionsAreDecidedQuickly() throws Exception {
        for (int plugin = 0; plugin < 50; plugin++) {
            String next = plugin < 49 ? "p" + (plugin + 1) + " [1,100)" : null;
            for (int version = 1; version <= 100; version++) {
                if (next == null) {
                    release("p" + plugin, version + ".0", "stable");
                } else {
                    release("p" + plugin, version + ".0", "stable", next);
                }
            }
        }

        List<String> solution = resolve(false, "p0");

        assertThat(solution).hasSize(50).contains("p0 100.0.0 new", "p49 99.0.0 new");
    }

    /** Each plugin follows the one before at its height or one below, and the last one wants the first far above itself. */
    @Test
    void fiveThousandVersionsFullOfDeadEndsAreDecidedQuickly() throws Exception {
        followTheLeader(30);

        assertThat(resolve(false, "p0")).hasSize(50).contains("p0 100.0.0 new", "p49 70.0.0 new");
    }

    @Test
    void fiveThousandVersionsOfWhichNoneFitAreRefusedQuicklyAndInFewWords() {
        followTheLeader(60);

        Fault fault = refused("p0");

        assertThat(fault.code()).isEqualTo("plugin.conflict");
        assertThat(fault.message()).contains("more needs like these").hasSizeLessThan(600);
    }

    private void followTheLeader(int below) {
        for (int plugin = 0; plugin < 50; plugin++) {
            for (int version = 1; version <= 100; version++) {
                String need = plugin < 49
                        ? "p" + (plugin + 1) + " [" + Math.max(1, version - 1) + "," + version + "]"
                        : "p0 [" + (version + below) + ",1000)";
                release("p" + plugin, version + ".0", "stable", need);
            }
        }
    }

    @Test
    void conflictNamesVersionsTogetherAndSaysWhatIsMissing() {
        release("alpha", "1.0", "stable", "gamma [5,6)");
        release("alpha", "1.1", "stable", "gamma [5,6)");
        release("alpha", "1.2", "stable", "gamma [7,8)");
        release("gamma", "1.0", "stable");

        Fault fault = refused("alpha");

        assertThat(fault.code()).isEqualTo("plugin.conflict");
        assertThat(fault.message())
                .contains("alpha 1.0.0 and 1.1.0 needs gamma [5.0.0,6.0.0), of which there is none")
                .contains("alpha 1.2.0 needs gamma [7.0.0,8.0.0), of which there is none");
    }

    @Test
    void conflictSaysWhyAFittingVersionCannotBeTaken() {
        release("alpha", "1.0", "stable", "gamma [2,3)");
        release("gamma", "1.0", "stable");
        release("gamma", "2.1", "beta");

        assertThat(refused("alpha").message())
                .contains("alpha 1.0.0 needs gamma [2.0.0,3.0.0), and gamma 2.1.0 is a version of channel 'beta'");
    }

    @Test
    void installedPluginsThatOnlyStandBesideAreNotRaisedButThatIsProposed() throws Exception {
        release("alpha", "2.0", "stable", "beta [2,3)");
        release("beta", "2.0", "stable");
        installed("beta", "1.0");
        installed("other", "1.0", "beta [1,2)");
        release("other", "2.0", "stable", "beta [2,3)");

        Fault fault = refused("alpha");

        assertThat(fault.message()).contains("other 1.0.0 (installed) needs beta [1.0.0,2.0.0)");
        assertThat(fault.hint()).contains("marketplace install alpha other@2.0.0");
        assertThat(resolve(false, "alpha", "other@2.0"))
                .containsExactlyInAnyOrder("beta 2.0.0 new", "alpha 2.0.0 new", "other 2.0.0 new");
    }

    @Test
    void anotherVersionIsProposedWhereTheOneThatWasAskedForDoesNotFit() {
        release("alpha", "2.0", "stable", "beta [2,3)");
        release("alpha", "1.0", "stable");
        installed("beta", "1.0");

        Fault fault = refused("alpha@2.0");

        assertThat(fault.message()).contains("you asked for alpha 2.0.0");
        assertThat(fault.hint()).contains("marketplace install alpha@1.0.0");
    }

    @Test
    void leavingIsProposedWhereNothingElseHelps() {
        release("alpha", "1.0", "stable", "beta [2,3)");
        release("beta", "2.0", "stable");
        installed("beta", "1.0");
        installed("other", "1.0", "beta [1,2)");

        assertThat(refused("alpha").hint()).contains("marketplace uninstall other");
    }

    @Test
    void whatIsInstalledAndLacksSomethingAlreadyStandsAgainstNothing() throws Exception {
        installed("broken", "1.0", "gone [1,2)");
        release("alpha", "1.0", "stable");

        assertThat(resolve(false, "alpha")).containsExactly("alpha 1.0.0 new");
    }

    private List<String> resolve(boolean newest, String... wanted) throws CommandException {
        List<PluginSelector> selectors = new ArrayList<>();
        for (String text : wanted) {
            selectors.add(PluginSelector.parse(text));
        }
        return new Resolver(
                        new State(1, installed, new TreeMap<>()),
                        id -> catalogue.getOrDefault(id, List.of()),
                        HOST,
                        selectors,
                        newest)
                .resolve().stream()
                        .map(choice -> choice.id() + " " + choice.version()
                                + (choice.release().isPresent() ? " new" : " kept"))
                        .toList();
    }

    private Fault refused(String... wanted) {
        return Objects.requireNonNull(catchThrowableOfType(CommandException.class, () -> resolve(false, wanted)))
                .fault();
    }

    private void release(String id, String version, String channel, String... needs) {
        List<Requirement> requires = new ArrayList<>();
        for (String need : needs) {
            requires.add(requirement(need));
        }
        List<Release> releases = catalogue.computeIfAbsent(PluginId.of(id), key -> new ArrayList<>());
        releases.add(release(id, version, channel, 17, Optional.empty(), requires));
        releases.sort(Comparator.comparing(Release::version).reversed());
    }

    private static Requirement requirement(String text) {
        String[] parts = text.split(" ", -1);
        boolean optional = parts[0].endsWith("?");
        return new Requirement(
                PluginId.of(optional ? parts[0].substring(0, parts[0].length() - 1) : parts[0]),
                VersionRange.parse(parts[1]),
                optional);
    }

    private static Release release(
            String id,
            String version,
            String channel,
            int java,
            Optional<VersionRange> hostApi,
            List<Requirement> requires) {
        return new Release(
                PluginId.of(id),
                PluginVersion.parse(version),
                "isaac",
                "acme",
                channel,
                "",
                Optional.empty(),
                "file",
                "statement",
                1,
                id + version,
                "test." + id,
                requires,
                List.of(),
                List.of(),
                java,
                hostApi,
                List.of());
    }

    private void installed(String id, String version, String... needs) {
        installed.put(
                PluginId.of(id),
                new PluginRecord(
                        PluginId.of(id),
                        PluginVersion.parse(version),
                        "isaac",
                        "acme",
                        "test." + id,
                        "installed" + id + version,
                        1,
                        "statement",
                        new SignerKey("key", "ed25519", "AAAA"),
                        List.of(needs).stream().map(ResolverTest::requirement).toList(),
                        List.of(),
                        List.of(),
                        List.of(),
                        "",
                        "2026-01-01T00:00:00Z",
                        "2026-01-01T00:00:00Z",
                        true));
    }
}
