package dev.isaac.testing.architecture.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of the documentation can fail. */
final class DocumentationCanFailTest {

    @TempDir
    Path folder;

    private Path page;

    @BeforeEach
    void nameThePage() {
        page = folder.resolve("page.md");
    }

    @Test
    void aLinkToAMissingFileIsFound() throws Exception {
        Files.writeString(folder.resolve("there.md"), "# There\n");
        Files.writeString(page, "[a](there.md) and\n[b](gone.md), [c](https://example.org/x), `[d](code.md)`\n");

        assertThat(MarkdownLinks.broken(page)).containsExactly("line 2: gone.md");
    }

    @Test
    void aLinkToAMissingHeadingIsFound() throws Exception {
        Files.writeString(
                page,
                "# The `isaac` command, twice\n[a](#the-isaac-command-twice) [b](#elsewhere)\n```\n[c](x.md)\n```\n");

        assertThat(MarkdownLinks.broken(page)).containsExactly("line 2: #elsewhere");
    }

    @Test
    void codesAreFoundAfterAKindAndByTheirFirstWord() throws Exception {
        Path source = folder.resolve("Demo.java");
        Files.writeString(
                source,
                "Fault.of(FaultKind.USAGE,\n \"demo.one\", x); KIND(\"demo.two-words\"); f(\"demo.json\", \"java.home\","
                        + " \"demo.setting\")");

        assertThat(ErrorCodes.used(Stream.of(source), Set.of(), Set.of("demo.setting"))
                        .keySet())
                .containsExactly("demo.one", "demo.two-words");
    }

    @Test
    void codesAreReadFromTables() throws Exception {
        Files.writeString(
                page, "| code | exit |\n|---|---|\n| `demo.one`, `demo.three` | `demo.four` |\nSee `demo.two`.\n");

        assertThat(ErrorCodes.documented(Stream.of(page)).keySet()).containsExactly("demo.one", "demo.three");
    }

    @Test
    void aCodeIsListedOnce() throws Exception {
        Files.writeString(page, "| `demo.one` | 2 |\n| `demo.one` | 3 |\n");

        assertThatIllegalStateException()
                .isThrownBy(() -> ErrorCodes.documented(Stream.of(page)))
                .withMessageStartingWith("demo.one is listed twice");
    }
}
