package dev.isaac.example.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.isaac.command.CommandResult;
import dev.isaac.plugin.kit.FakeInvocation;
import dev.isaac.plugin.kit.Manifests;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FirstVersionTest {

    private final AuthorsCommand authors = new AuthorsCommand(new Repositories());

    @Test
    void listsAuthors(@TempDir Path folder) throws Exception {
        try (var repository =
                new FileRepositoryBuilder().setWorkTree(folder.toFile()).build()) {
            repository.create();
        }
        CommandResult result = FakeInvocation.of(authors).directory(folder).execute();
        assertThat(result).isEqualTo(CommandResult.text("No commits.", List.of()));
        assertThat(Manifests.problems(authors.manifest())).isEmpty();
    }

    @Test
    void doesNotKnowYetWhatTheNextVersionAdds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeInvocation.of(authors).words("--since", "90d"))
                .withMessageContaining("no option --since");
    }
}
