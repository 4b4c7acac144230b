package dev.isaac.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for a target: its order, its end, and where it may look. */
class DelegationConformanceTest extends ClientConformance {

    private final Set<String> roles = new LinkedHashSet<>();

    /** Edges as {@code A>B}, {@code A>B!} where the delegation is terminating, {@code A>B:PATTERN}. */
    private void graph(String edges) {
        for (String edge : edges.split(" ", -1)) {
            String[] parts = edge.split("[>:]", -1);
            String role = parts[1].replace("!", "");
            repository.delegate(
                    parts[0],
                    role,
                    parts[1].endsWith("!"),
                    parts.length > 2 ? parts[2].split(";", -1) : new String[] {"*"});
            roles.add(role);
        }
    }

    private void publish() {
        repository.publish(roles.toArray(String[]::new));
        repository.publish("targets", "snapshot", "timestamp");
    }

    private List<String> visited() {
        assertThat(repository.requests.subList(0, 4)).containsExactly("root 2", "timestamp", "snapshot 2", "targets 2");
        return repository.requests.subList(4, repository.requests.size());
    }

    private static List<String> first(String visited) {
        return visited.isEmpty()
                ? List.of()
                : List.of(visited.split(" ", -1)).stream()
                        .map(role -> role + " 1")
                        .toList();
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
    void rolesAreVisitedInPreOrder(String edges, String visited) throws Exception {
        graph(edges);
        publish();
        assertThat(init()).isEqualTo(DONE);

        assertThat(download("missingpath")).isEqualTo(REFUSED);

        assertThat(visited()).isEqualTo(first(visited));
    }

    @ParameterizedTest
    @CsvSource({
        "targetfile, true, ''",
        "README.md, true, A",
        "releases/x/x_v1, true, B C",
        "releases/y/y_v1.zip, true, B D",
        "releases/z/z_v1.zip, false, B",
    })
    void everyRoleOnTheWayMustSpeakForTheTarget(String path, boolean found, String visited) throws Exception {
        graph("targets>A:*.doc;*.md targets>B:releases/*/* B>C:releases/x/* B>D:releases/y/*.zip");
        repository.artifact("targets", "targetfile", "of targets");
        repository.artifact("A", "README.md", "of A");
        repository.artifact("C", "releases/x/x_v1", "of C");
        repository.artifact("D", "releases/y/y_v1.zip", "of D");
        repository.artifact("D", "releases/z/z_v1.zip", "not for D to say");
        publish();
        assertThat(init()).isEqualTo(DONE);

        assertThat(download(path)).isEqualTo(found ? DONE : REFUSED);

        assertThat(visited()).isEqualTo(first(visited));
        assertThat(downloaded())
                .isEqualTo(
                        found
                                ? List.of(new String(repository.artifacts.get(path), StandardCharsets.UTF_8))
                                : List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?",
                "#",
                "/delegatedrole",
                "../delegatedrole",
                "..",
                ".",
                "a b",
                "größe",
                "%2F",
                "a\\b",
                "C:",
                "root.json"
            })
    void oddNamesOfRolesStayNames(String role) throws Exception {
        repository.delegate("targets", role, false, "*");
        repository.publish(role, "targets", "snapshot", "timestamp");
        assertThat(init()).isEqualTo(DONE);

        assertThat(download("nonexistent target")).isEqualTo(REFUSED);

        String encoded = URLEncoder.encode(role, StandardCharsets.UTF_8).replace("+", "%20");
        assertThat(visited()).containsExactly(encoded + " 1");
        assertThat(trusted()).hasSize(5).containsEntry(encoded, 1L);
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().contains("delegatedrole"));
    }

    @Test
    void hashPrefixesNameTheRole() throws Exception {
        repository.delegate("targets", "low", false);
        repository.delegate("targets", "high", false);
        scope(0, "0 1 2 3 4 5 6 7");
        scope(1, "8 9 a b c d e f");
        String path = "folder/a file";
        boolean low = RepositoryKey.hex("SHA-256", path.getBytes(StandardCharsets.UTF_8))
                        .charAt(0)
                < '8';
        roles.addAll(List.of("low", "high"));
        publish();
        assertThat(init()).isEqualTo(DONE);

        assertThat(download(path)).isEqualTo(REFUSED);

        assertThat(visited()).containsExactly(low ? "low 1" : "high 1");
    }

    private void scope(int delegation, String prefixes) {
        Map<String, Object> role = Repository.object(
                Repository.array(repository.object("targets", "delegations").get("roles"))
                        .get(delegation));
        role.remove("paths");
        role.put("path_hash_prefixes", List.of(prefixes.split(" ", -1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 10})
    void succinctRolesNameOneBin(int bits) throws Exception {
        String path = "some/target";
        long head = Long.parseLong(
                RepositoryKey.hex("SHA-256", path.getBytes(StandardCharsets.UTF_8))
                        .substring(0, 8),
                16);
        int digits = (bits + 3) / 4;
        String bin = "bin-" + String.format("%0" + digits + "x", head >>> (32 - bits));
        repository.delegate("targets", bin, true, "unused");
        Map<String, Object> delegations = repository.object("targets", "delegations");
        Map<String, Object> one =
                Repository.object(Repository.array(delegations.remove("roles")).get(0));
        delegations.put(
                "succinct_roles",
                new TreeMap<>(Map.of(
                        "keyids",
                        List.copyOf(repository.signersOf(bin).keySet()),
                        "threshold",
                        1,
                        "bit_length",
                        bits,
                        "name_prefix",
                        "bin")));
        assertThat(one).containsEntry("name", bin);
        repository.artifact(bin, path, "in a bin");
        roles.add(bin);
        publish();
        assertThat(init()).isEqualTo(DONE);

        assertThat(download(path)).isEqualTo(DONE);

        assertThat(visited()).containsExactly(bin + " 1");
        assertThat(downloaded()).containsExactly("in a bin");
    }

    @Test
    void aSearchVisitsAtMostThirtyTwoRoles() throws Exception {
        for (int i = 0; i < 40; i++) {
            graph("targets>R" + i);
        }
        repository.artifact("R39", "far", "content");
        publish();
        assertThat(init()).isEqualTo(DONE);

        assertThat(download("far")).isEqualTo(REFUSED);

        assertThat(visited()).hasSize(32);
    }

    @Test
    void aDelegatedRoleIsFetchedOnceInAVersion() throws Exception {
        graph("targets>A");
        repository.artifact("A", "file", "content");
        publish();
        assertThat(init()).isEqualTo(DONE);
        assertThat(download("file")).isEqualTo(DONE);
        assertThat(visited()).containsExactly("A 1");
        repository.requests.clear();

        assertThat(download("file")).isEqualTo(DONE);

        assertThat(repository.requests).containsExactly("root 2", "timestamp");
    }
}
