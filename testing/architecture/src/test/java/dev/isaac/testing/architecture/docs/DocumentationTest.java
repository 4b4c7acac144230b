package dev.isaac.testing.architecture.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.testing.architecture.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation says of the code is so. */
final class DocumentationTest {

    /** Literals that look like error codes and are settings, properties or the like. */
    private static final Set<String> OTHER_THINGS = Set.of(
            "native.encoding",
            // Settings.
            "marketplace.ca-file",
            "marketplace.check-interval");

    private final Reactor reactor = Reactor.read();

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        List<Path> pages = files("", ".md");
        assertThat(pages)
                .contains(reactor.root().resolve("README.md"), reactor.root().resolve("docs/architecture.md"));
        Map<Path, List<String>> broken = new TreeMap<>();
        for (Path page : pages) {
            List<String> links = MarkdownLinks.broken(page);
            if (!links.isEmpty()) {
                broken.put(reactor.root().relativize(page), links);
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyErrorCodeInTheSourcesIsDocumented() throws IOException {
        Map<String, Path> documented = documented();
        Map<String, Path> used = used(documented);
        assertThat(used).hasSizeGreaterThan(50);

        Map<String, Path> missing = new TreeMap<>(used);
        missing.keySet().removeAll(documented.keySet());
        assertThat(missing)
                .as("codes that no page in docs/error-codes lists in the first column of a table")
                .isEmpty();
    }

    @Test
    void everyDocumentedErrorCodeExists() throws IOException {
        Map<String, Path> documented = documented();
        Set<String> unknown = new TreeSet<>(documented.keySet());
        unknown.removeAll(used(documented).keySet());
        assertThat(unknown)
                .as("codes that are documented and that no source has")
                .isEmpty();
    }

    @Test
    void theIndexOfErrorCodesNamesEveryPage() throws IOException {
        String index = Files.readString(reactor.root().resolve("docs/error-codes/README.md"));
        for (Path page : files("docs/error-codes", ".md")) {
            assertThat(index)
                    .contains(page.getFileName().toString().equals("README.md") ? "#" : "(" + page.getFileName() + ")");
        }
    }

    @Test
    void everyBundleHasAReadme() {
        for (Reactor.Module module : reactor.products()) {
            if (module.isBundle()) {
                assertThat(reactor.root().resolve(module.folder()).resolve("README.md"))
                        .isNotEmptyFile();
            }
        }
    }

    private Map<String, Path> documented() throws IOException {
        return ErrorCodes.documented(files("docs/error-codes", ".md").stream());
    }

    private Map<String, Path> used(Map<String, Path> documented) throws IOException {
        Set<String> prefixes =
                documented.keySet().stream().map(ErrorCodes::prefix).collect(Collectors.toSet());
        Stream<Path> sources = files("", ".java").stream()
                .filter(file -> !reactor.root().relativize(file).startsWith("testing"))
                .filter(file -> !file.toString().contains("/src/test/"));
        return ErrorCodes.used(sources, prefixes, OTHER_THINGS);
    }

    private List<Path> files(String folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.find(
                reactor.root().resolve(folder),
                40,
                (file, attributes) ->
                        attributes.isRegularFile() && file.toString().endsWith(suffix))) {
            return files.filter(file -> {
                        for (Path name : reactor.root().relativize(file)) {
                            if (Set.of("target", "node_modules", ".git").contains(name.toString())) {
                                return false;
                            }
                        }
                        return true;
                    })
                    .sorted()
                    .toList();
        }
    }
}
