package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.keys.TestKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelegationTest {

    @TempDir
    Path folder;

    private final SimulatedRepository repository = new SimulatedRepository();
    private final Set<String> roles = new LinkedHashSet<>();

    private TufClient client(TufLimits limits) throws TrustException {
        MetadataStore store = MetadataStore.folder(folder);
        TufClient.init(store, repository.root(1));
        TufClient client = TufClient.open(
                store,
                repository.metadataFetcher(),
                repository.targetFetcher(),
                Clock.fixed(SimulatedRepository.NOW, ZoneOffset.UTC),
                limits);
        client.refresh();
        repository.requests.clear();
        return client;
    }

    private TufClient client() throws TrustException {
        return client(TufLimits.DEFAULT);
    }

    /** Edges such as {@code targets>A}, {@code A>C!} (terminating), {@code A>C:*.py} (a pattern). */
    private void graph(String edges) {
        for (String edge : edges.split(" ", -1)) {
            String[] names = edge.split("[>:]", -1);
            boolean terminating = names[1].endsWith("!");
            String role = names[1].replace("!", "");
            repository.delegate(names[0], role, terminating, names.length > 2 ? names[2] : "*");
            roles.add(role);
        }
        publish();
    }

    private void publish() {
        repository.publish(roles.toArray(String[]::new));
        repository.publish("targets", "snapshot", "timestamp");
    }

    @ParameterizedTest
    @CsvSource({
        "targets>A, A",
        "targets>A targets>B, A B",
        "targets>A targets>B B>C, A B C",
        "targets>A targets>B A>C A>D, A C D B",
        "targets>A targets>B A>C C>D, A C D B",
        "targets>A targets>B A>C! A>D, A C",
        "targets>A targets>B A>C! C>D, A C D",
        "targets>A:*.py targets>B A>C, B",
        "targets>A targets>B A>C:*.py C>D, A B",
        "targets>A targets>B B>C C>D D>B, A B C D",
        "targets>A targets>B B>C A>C, A C B",
        "targets>A targets>B B>C A>C:*.py, A B C",
    })
    void visitsRolesInPreOrder(String edges, String visited) throws TrustException {
        graph(edges);

        assertThat(client().target("missing")).isEmpty();

        assertThat(repository.requests.stream().map(file -> file.split("\\.", -1)[1]))
                .containsExactly(visited.split(" ", -1));
    }

    @Test
    void theFirstRoleInTheOrderWins() throws TrustException {
        repository.delegate("targets", "A", false, "*");
        repository.delegate("targets", "B", false, "*");
        repository.target("A", "file", "of A");
        repository.target("B", "file", "of B");
        roles.addAll(List.of("A", "B"));
        publish();
        TufClient client = client();

        TargetFile file = client.target("file").orElseThrow();

        assertThat(file.role()).isEqualTo("A");
        assertThat(client.download(file)).isEqualTo("of A".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRoleCannotSpeakForPathsThatItWasNotGiven() throws TrustException {
        repository.delegate("targets", "A", false, "a/*");
        repository.target("A", "b/file", "of A");
        repository.target("A", "a/file", "of A");
        roles.add("A");
        publish();
        TufClient client = client();

        assertThat(client.target("b/file")).isEmpty();
        assertThat(client.target("a/file")).isPresent();
        assertThat(client.target("a/deep/file")).isEmpty();
        assertThat(client.targetsOf("A")).extracting(TargetFile::path).containsExactly("a/file");
        assertThat(client.targetsOf("nobody")).isEmpty();
        assertThat(client.targetsOf("targets")).isEmpty();
        repository.target("targets", "own", "of targets");
        publish();
        assertThat(client().targetsOf("targets")).extracting(TargetFile::path).containsExactly("own");
    }

    @Test
    void boundsTheNumberOfRolesVisited() throws TrustException {
        for (int i = 0; i < 5; i++) {
            repository.delegate(i == 0 ? "targets" : "r" + (i - 1), "r" + i, false, "*");
            roles.add("r" + i);
        }
        publish();
        TufClient client = client(new TufLimits(256, 3, 512_000, 16_384, 2_000_000, 5_000_000, false));

        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> client.target("missing"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.LIMIT));
        assertThat(client(new TufLimits(256, 5, 512_000, 16_384, 2_000_000, 5_000_000, false))
                        .target("missing"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "../up", "/top", "a/b"})
    void oddRoleNamesStayInTheirFolder(String role) throws TrustException {
        graph("targets>" + role);

        assertThat(client().target("missing")).isEmpty();

        assertThat(repository.requests).hasSize(1);
        assertThat(repository.requests.get(0)).matches("1\\.[A-Za-z0-9.%]+\\.json");
        assertThat(folder.toFile().list()).hasSize(5);
        assertThat(folder.resolve("../up.json")).doesNotExist();
    }

    @Test
    void hashPrefixesDecideWhichBinSpeaks() throws TrustException {
        for (int i = 0; i < 16; i++) {
            String prefix = Integer.toHexString(i);
            Map<String, Object> delegation = repository.delegate("targets", "bin-" + prefix, false);
            delegation.remove("paths");
            delegation.put("path_hash_prefixes", List.of(prefix.toUpperCase(Locale.ROOT)));
            roles.add("bin-" + prefix);
        }
        String bin = "bin-"
                + Digests.sha256("dir/file".getBytes(StandardCharsets.UTF_8)).charAt(0);
        repository.target(bin, "dir/file", "content");
        publish();

        TufClient client = client();

        assertThat(client.target("dir/file")).isPresent();
        assertThat(repository.requests).containsExactly("1." + bin + ".json");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 8, 10, 32})
    void succinctRolesNameTheBin(int bits) throws TrustException {
        String hash = Digests.sha256("dir/file".getBytes(StandardCharsets.UTF_8));
        long bin = Long.parseLong(hash.substring(0, 8), 16) >>> (32 - bits);
        String role =
                "bin-" + String.format("%0" + Long.toHexString((1L << bits) - 1).length() + "x", bin);
        Map<String, Object> delegation = repository.delegate("targets", role, false);
        Map<String, Object> succinct = new TreeMap<>();
        succinct.put("keyids", delegation.get("keyids"));
        succinct.put("threshold", 1);
        succinct.put("bit_length", bits);
        succinct.put("name_prefix", "bin");
        Map<String, Object> delegations =
                SimulatedRepository.map(repository.of("targets").get("delegations"));
        delegations.remove("roles");
        delegations.put("succinct_roles", succinct);
        repository.target(role, "dir/file", "content");
        roles.add(role);
        publish();
        TufClient client = client();

        assertThat(client.target("dir/file").orElseThrow().role()).isEqualTo(role);
        assertThat(client.targetsOf(role)).hasSize(1);
        assertThat(client.targetsOf("bin-zz")).isEmpty();
        assertThat(client.targetsOf("bin-" + Long.toHexString(1L << bits))).isEmpty();
        assertThat(client.targetsOf("other")).isEmpty();
        assertThat(client.targetsOf(role + "0")).isEmpty();
    }

    @Test
    void twoDelegatorsMayDemandDifferentKeys() throws TrustException {
        repository.delegate("targets", "A", false, "a*");
        repository.delegate("targets", "B", false, "*");
        repository.delegate("A", "C", false, "*");
        Map<String, Object> other = repository.delegate("B", "C", false, "*");
        TestKey foreign = TestKey.ed25519();
        SimulatedRepository.map(SimulatedRepository.map(repository.of("B").get("delegations"))
                        .get("keys"))
                .put(foreign.tufId(), foreign.record());
        other.put("keyids", List.of(foreign.tufId()));
        repository.target("C", "a-file", "content");
        repository.target("C", "b-file", "content");
        roles.addAll(List.of("A", "B", "C"));
        publish();
        TufClient client = client();

        assertThat(client.target("a-file")).isPresent();
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> client.target("b-file"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.SIGNATURE));
    }

    @Test
    void anExpiredDelegatedRoleIsNeitherUsedNorStored() throws TrustException {
        repository.delegate("targets", "A", false, "*");
        repository.of("A").put("expires", "2026-05-31T00:00:00Z");
        repository.target("A", "file", "content");
        roles.add("A");
        publish();
        TufClient client = client();

        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> client.target("file"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.EXPIRED));
        assertThat(folder.resolve("A.json")).doesNotExist();
    }

    @Test
    void aRoleThatTheSnapshotDoesNotListIsMissing() throws TrustException {
        graph("targets>A");
        SimulatedRepository.map(repository.of("snapshot").get("meta")).remove("A.json");
        repository.publish("snapshot", "timestamp");
        TufClient client = client();

        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> client.target("file"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MISSING));
    }

    private void assertMalformed() {
        publish();
        assertThatExceptionOfType(TrustException.class).isThrownBy(this::client).satisfies(e -> assertThat(e.kind())
                .isEqualTo(Kind.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "timestamp", "snapshot", "targets", "", "Root", "TIMESTAMP"})
    void refusesReservedNames(String name) {
        repository.delegate("targets", "A", false, "*").put("name", name);
        roles.add("A");
        assertMalformed();
    }

    @Test
    void refusesARepeatedName() {
        repository.delegate("targets", "A", false, "a*");
        repository.delegate("targets", "A", false, "b*");
        roles.add("A");
        assertMalformed();
    }

    @Test
    void refusesADelegationWithBothWaysToScopeIt() {
        repository.delegate("targets", "A", false, "a*").put("path_hash_prefixes", List.of("0"));
        roles.add("A");
        assertMalformed();
    }

    /** About a million steps each, for a name of two thousand characters. */
    private static String[] costlyPatterns(int count) {
        String[] patterns = new String[count];
        Arrays.setAll(patterns, i -> "*" + "a".repeat(1000) + i);
        return patterns;
    }

    @Test
    void patternsEndALookUpThatWouldLastTooLong() throws TrustException {
        String name = "a".repeat(2000);
        repository.delegate("targets", "A", false, costlyPatterns(12));
        repository.delegate("targets", "B", false, "*");
        repository.delegate("B", "C", false, costlyPatterns(12));
        repository.target("B", "a", "of B");
        roles.addAll(List.of("A", "B", "C"));
        publish();
        TufClient client = client();

        assertThat(client.target("a")).as("a short name takes no time").isPresent();
        assertThatExceptionOfType(TrustException.class)
                .as("what all roles take counts")
                .isThrownBy(() -> client.target(name))
                .satisfies(e -> assertThat(e.code()).isEqualTo("trust.limit"));
    }

    @Test
    void patternsOfAListHaveTheirBound() throws TrustException {
        repository.delegate("targets", "A", false, costlyPatterns(12));
        repository.target("A", "a".repeat(2000), "one");
        roles.add("A");
        publish();
        assertThat(client().targetsOf("A")).isEmpty();

        repository.target("A", "a".repeat(2001), "another");
        publish();
        TufClient client = client();
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> client.targetsOf("A"))
                .satisfies(e -> assertThat(e.code()).isEqualTo("trust.limit"));
    }

    @Test
    void longListsOfTargetsAndPatternsAreTaken() throws TrustException {
        String[] patterns = new String[500];
        Arrays.setAll(patterns, i -> "publisher-" + i + "/*/*.jar");
        repository.delegate("targets", "A", false, patterns);
        for (int i = 0; i < 2000; i++) {
            repository.target("A", "publisher-" + i % 500 + "/" + i + "/plugin.jar", "one");
        }
        roles.add("A");
        publish();

        assertThat(client().targetsOf("A")).hasSize(2000);
        assertThat(client().target("publisher-499/999/plugin.jar")).isPresent();
    }

    @Test
    void refusesADelegationWithNoWayToScopeIt() {
        repository.delegate("targets", "A", false, "a*").remove("paths");
        roles.add("A");
        assertMalformed();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 33})
    void refusesImpossibleBinCounts(int bits) {
        repository.delegate("targets", "A", false, "a*");
        Map<String, Object> delegations =
                SimulatedRepository.map(repository.of("targets").get("delegations"));
        delegations.remove("roles");
        delegations.put(
                "succinct_roles",
                Map.of("keyids", new ArrayList<>(), "threshold", 1, "bit_length", bits, "name_prefix", "bin"));
        assertMalformed();
    }

    @Test
    void refusesBothKindsOfDelegationAtOnce() {
        repository.delegate("targets", "A", false, "a*");
        SimulatedRepository.map(repository.of("targets").get("delegations")).put("succinct_roles", Map.of());
        assertMalformed();
    }

    @Test
    void refusesAThresholdOfZero() {
        repository.delegate("targets", "A", false, "a*").put("threshold", 0);
        roles.add("A");
        assertMalformed();
    }
}
