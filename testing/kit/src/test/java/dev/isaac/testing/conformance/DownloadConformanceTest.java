package dev.isaac.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets: what is fetched, what is compared, what is left where. */
class DownloadConformanceTest extends ClientConformance {

    private void publish() {
        repository.publish("targets", "snapshot", "timestamp");
    }

    @ParameterizedTest
    @CsvSource({"target_file.txt", "path/to/a/target_file.txt"})
    void theFileIsThereAfterADownloadAndNotBefore(String path) throws Exception {
        repository.artifact("targets", path, "target file contents");
        publish();
        assertThat(init()).isEqualTo(DONE);
        assertThat(refresh()).isEqualTo(DONE);
        assertThat(downloaded()).isEmpty();

        assertThat(download(path)).isEqualTo(DONE);

        assertThat(downloaded()).containsExactly("target file contents");
    }

    @Test
    void whatWasSubstitutedIsNotKept() throws Exception {
        repository.artifact("targets", "first", "first content");
        repository.artifact("targets", "second", "second content");
        publish();
        assertThat(init()).isEqualTo(DONE);
        assertThat(download("first")).isEqualTo(DONE);
        for (String evil : List.of("FIRST CONTENT", "evil", "evil, and much longer than what was signed")) {
            repository.substitute("first", evil);
            repository.substitute("second", evil);

            assertThat(download("first")).isEqualTo(DONE);
            assertThat(download("second")).isEqualTo(REFUSED);

            assertThat(downloaded()).containsExactly("first content");
        }
    }

    @Test
    void aChangedTargetTakesThePlaceOfTheFormer() throws Exception {
        repository.artifact("targets", "file", "0");
        publish();
        assertThat(init()).isEqualTo(DONE);
        assertThat(download("file")).isEqualTo(DONE);
        List<String> expected = new ArrayList<>(List.of("0"));
        for (int i = 1; i <= 3; i++) {
            repository.artifact("targets", "file", "changed " + i);
            repository.artifact("targets", "new " + i, "new " + i);
            publish();
            // The client sees every second version only.
            publish();

            expected.remove(i == 1 ? "0" : "changed " + (i - 1));
            expected.add("changed " + i);
            assertThat(download("file")).isEqualTo(DONE);
            assertThat(downloaded()).isEqualTo(expected);
            repository.artifact("targets", "file-" + i, "new " + i);
            publish();
            assertThat(download("file-" + i)).isEqualTo(DONE);
            expected.add("new " + i);
            repository.substitute("file", "evil");
            assertThat(download("file")).isEqualTo(DONE);
            assertThat(downloaded()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"sha256", "sha512", "sha256 sha512"})
    void eitherHashWillDo(String algorithms) throws Exception {
        repository.artifact("targets", "folder/file", "content", algorithms.split(" ", -1));
        publish();
        repository.publish("root");
        assertThat(init()).isEqualTo(DONE);

        assertThat(download("folder/file")).isEqualTo(DONE);

        Object hashes = Repository.object(
                        repository.object("targets", "targets").get("folder/file"))
                .get("hashes");
        assertThat(repository.downloads).hasSize(1);
        assertThat(Repository.object(hashes).values().stream().map(hash -> "folder/file " + hash))
                .contains(repository.downloads.get(0));
        assertThat(downloaded()).containsExactly("content");
    }

    @Test
    void anUnknownHashIsNone() throws Exception {
        repository.artifact("targets", "file", "content");
        Repository.object(repository.object("targets", "targets").get("file"))
                .put("hashes", new TreeMap<>(Map.of("unknown-hash", "0".repeat(64))));
        publish();
        assertThat(init()).isEqualTo(DONE);

        assertThat(download("file")).isEqualTo(REFUSED);

        assertThat(downloaded()).isEmpty();
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws Exception {
        repository.artifact("targets", "file", "content");
        publish();
        assertThat(init()).isEqualTo(DONE);
        assertThat(download("file")).isEqualTo(DONE);
        assertThat(repository.downloads).hasSize(1);

        assertThat(download("file")).isEqualTo(DONE);

        assertThat(repository.downloads).hasSize(1);
    }

    @Test
    void severalTargetsComeInTheirOrderUntilOneFails() throws Exception {
        repository.artifact("targets", "a", "content of a");
        repository.artifact("targets", "b", "content of b");
        repository.artifact("targets", "c", "content of c");
        publish();
        assertThat(init()).isEqualTo(DONE);

        assertThat(download("b", "a", "missing", "c")).isEqualTo(REFUSED);

        assertThat(downloaded()).containsExactlyInAnyOrder("content of b", "content of a");
        assertThat(repository.downloads.stream().map(target -> target.split(" ", -1)[0]))
                .containsExactly("b", "a");
        assertThat(repository.requests).containsExactly("root 2", "timestamp", "snapshot 2", "targets 2");
    }
}
