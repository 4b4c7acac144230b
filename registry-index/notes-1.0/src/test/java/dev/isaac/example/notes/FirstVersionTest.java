package dev.isaac.example.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.isaac.plugin.kit.FakeInvocation;
import dev.isaac.plugin.kit.FakePluginData;
import dev.isaac.plugin.kit.Manifests;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FirstVersionTest {

    @TempDir
    private Path folder;

    private Notebook notebook() {
        return new Notebook(new FakePluginData(folder));
    }

    @Test
    void writesTheFirstFormat() throws Exception {
        AddCommand add = new AddCommand(notebook());
        FakeInvocation.of(add).words("remember", "the milk", "--tag", "home").execute();

        assertThat(Files.readString(folder.resolve("notes.tsv")))
                .startsWith("isaac-notes\t1\t2\n1\t")
                .endsWith("\t\thome\tremember the milk\n");
        assertThat(Manifests.problems(add.manifest())).isEmpty();
        assertThat(Manifests.problems(new ListCommand(notebook()).manifest())).isEmpty();
    }

    @Test
    void doesNotTouchWhatTheNextVersionWrote() throws Exception {
        Path file = folder.resolve("notes.tsv");
        Files.writeString(file, "isaac-notes\t2\t2\n1\t2026-05-01T10:00:00Z\t\t2026-05-02\t\ttext\n");

        assertThat(FakeInvocation.of(new ListCommand(notebook())).fault().code())
                .isEqualTo("notes.newer-format");
        assertThat(file).hasContent("isaac-notes\t2\t2\n1\t2026-05-01T10:00:00Z\t\t2026-05-02\t\ttext\n");
    }

    @Test
    void doesNotKnowYetWhatTheNextVersionAdds() {
        AddCommand add = new AddCommand(notebook());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeInvocation.of(add).words("x", "--due", "today"))
                .withMessageContaining("no option --due");
    }
}
