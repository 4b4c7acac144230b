package dev.isaac.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and thresholds that change from one version to the next. */
class RotationConformanceTest extends ClientConformance {

    private final List<RepositoryKey> keys = new ArrayList<>(
            IntStream.range(0, 10).mapToObj(i -> RepositoryKey.generate()).toList());

    private void arrange(String role, String trusted, int threshold, String signing) {
        repository.dropKeys(role);
        repository.threshold(role, threshold);
        trusted.chars().forEach(c -> repository.trust(role, keys.get(c - '0')));
        signing.chars()
                .forEach(c -> repository.signersOf(role).put(keys.get(c - '0').id(), keys.get(c - '0')));
    }

    /** Versions of root as {@code TRUSTED:THRESHOLD:SIGNING}, with one digit for each key. */
    @ParameterizedTest
    @CsvSource({
        "1:1:1 2:1:21 2:1:2, true",
        "1:1:314 2:1:3214 2:1:324, true",
        "01234:3:024 01234:3:041 01234:3:013 01234:3:013, true",
        "01234:3:024 01345:3:041, true",
        "01234:3:024 01345:3:0245 01345:3:045, true",
        "01234:3:024 56789:3:024567 56789:3:567, true",
        "123:1:1 123:2:12, true",
        "123:2:12 123:1:12 123:1:1, true",
        "1:1:1 12:2:12, true",
        "1:1:1 2:1:234, false",
        "1:1:1 2:1:134, false",
        "01234:3:024 01345:3:024, false",
        "01234:3:024 01345:3:045, false",
        "123:1:1 123:2:2, false",
        "123:2:12 123:1:1, false",
    })
    void rootFollowsRoot(String roots, boolean accepted) throws Exception {
        repository.published.remove("root");
        repository.version("root", 1);
        int count = 0;
        for (String root : roots.split(" ", -1)) {
            String[] parts = root.split(":", -1);
            arrange("root", parts[0], Integer.parseInt(parts[1]), parts[2]);
            repository.publish("root");
            count++;
        }
        assertThat(init()).isEqualTo(DONE);

        assertThat(refresh()).isEqualTo(accepted ? DONE : REFUSED);

        assertTrusted("root", repository.root(accepted ? count : count - 1));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, 2, true",
        "1, 1, 314, true",
        "2, 1, 134, false",
        "01345, 3, 024, false",
        "01345, 3, 04, false",
        "01234, 3, 024, true",
        "01234, 3, 041, true",
        "01234, 3, 013, true",
        "01234, 3, 123, true",
        "01234, 3, 234, true",
    })
    void theOtherRolesFollowRoot(String trusted, int threshold, String signing, boolean accepted) throws Exception {
        assertThat(init()).isEqualTo(DONE);
        for (String role : List.of("timestamp", "snapshot", "targets")) {
            arrange(role, trusted, threshold, signing);
            repository.publish("root", "targets", "snapshot", "timestamp");

            assertThat(refresh()).as(role).isEqualTo(accepted ? DONE : REFUSED);

            if (accepted) {
                assertTrusted(role, repository.latest(role));
            }
        }
    }
}
