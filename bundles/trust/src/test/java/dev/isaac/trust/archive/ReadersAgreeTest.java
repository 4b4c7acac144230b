package dev.isaac.trust.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.testing.archives.ForgedEntry;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.felix.framework.util.manifestparser.ManifestParser;

/** What the inspector accepts, other readers see as it does. */
class ReadersAgreeTest {

    private static final Path SCRATCH = scratch();
    private static final int ACCEPTED_AT_LEAST = 100;
    private static int accepted;
    private static int refused;

    private final ArchiveInspector inspector = new ArchiveInspector();

    private static Path scratch() {
        try {
            return Files.createTempFile("isaac-readers", ".jar");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterContainer
    static void removeScratch() throws IOException {
        Files.deleteIfExists(SCRATCH);
        // A property over archives that are all refused would say nothing.
        assertThat(accepted).as("accepted, beside %d refused", refused).isGreaterThan(ACCEPTED_AT_LEAST);
        assertThat(refused).isGreaterThan(ACCEPTED_AT_LEAST);
    }

    /** How an entry is written. */
    enum Style {
        STORED,
        DEFLATED,
        DESCRIPTOR,
        BARE_DESCRIPTOR,
        WIDE_LOCAL
    }

    private static ForgedEntry entry(String name, byte[] content, Style style) {
        return switch (style) {
            case STORED -> ForgedEntry.stored(name, content);
            case DEFLATED -> ForgedEntry.deflated(name, content);
            case DESCRIPTOR -> ForgedEntry.deflated(name, content).descriptor();
            case BARE_DESCRIPTOR ->
                ForgedEntry.deflated(name, content)
                        .descriptor()
                        .with(entry -> entry.afterData = Arrays.copyOfRange(entry.afterData, 4, 16));
            case WIDE_LOCAL -> ForgedEntry.stored(name, content).wideLocal();
        };
    }

    @Provide
    Arbitrary<ArchiveForge> archives() {
        Arbitrary<ForgedEntry> entries = Combinators.combine(
                        Arbitraries.of("a/b.txt", "c", "d/größe", "日本語.txt", "d/e/f.bin", "META-INF/x", "lib/"),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(80),
                        Arbitraries.of(Style.class))
                .as((name, content, style) ->
                        name.endsWith("/") ? ForgedEntry.folder(name) : entry(name, content, style));
        Arbitrary<List<ForgedEntry>> several = entries.list()
                .ofMaxSize(5)
                .uniqueElements(entry -> new String(entry.centralName, StandardCharsets.UTF_8));
        return Combinators.combine(
                        several,
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(0, 1, 2),
                        Arbitraries.of("", "hi"))
                .as((list, place, zip64, comment) -> {
                    ArchiveForge forge = ArchiveForge.empty();
                    list.forEach(forge::add);
                    forge.entries.add(
                            Math.min(place, list.size()),
                            ArchiveForge.bundle("Long: " + "x".repeat(100))
                                    .entries
                                    .get(0));
                    forge.zip64 = zip64 > 0;
                    forge.saturated = zip64 == 1;
                    forge.comment = comment.getBytes(StandardCharsets.UTF_8);
                    return forge;
                });
    }

    @Property(tries = 300)
    void honestArchivesAreAcceptedAndReadAlike(@ForAll("archives") ArchiveForge forge) throws Exception {
        byte[] bytes = forge.toByteArray();

        OtherReaders.requireAgreement(bytes, inspector.inspect(bytes), SCRATCH);
    }

    @Property(tries = 3000)
    void changedArchivesAreRefusedOrReadAlike(
            @ForAll("archives") ArchiveForge forge, @ForAll List<Integer> places, @ForAll byte value) throws Exception {
        byte[] bytes = forge.toByteArray();
        for (int place : places.subList(0, Math.min(3, places.size()))) {
            bytes[Math.floorMod(place, bytes.length)] = value;
        }
        InspectedArchive archive;
        try {
            archive = inspector.inspect(bytes);
        } catch (ArchiveException e) {
            refused++;
            return;
        }
        accepted++;
        OtherReaders.requireAgreement(bytes, archive, SCRATCH);
    }

    @Provide
    Arbitrary<String> manifests() {
        return Arbitraries.of(
                        "A: b",
                        "C-d: e",
                        "A",
                        ": ",
                        ":",
                        " ",
                        "\n",
                        "\r\n",
                        "\r",
                        "\t",
                        "é",
                        "\0",
                        "Name: x\n",
                        "\n\n",
                        "\u0085",
                        "x".repeat(505))
                .list()
                .ofMaxSize(8)
                .map(parts -> "Manifest-Version: 1.0\n" + String.join("", parts) + "\n");
    }

    @Property(tries = 2000)
    void manifestsAreRefusedOrReadAlike(@ForAll("manifests") String manifest) throws Exception {
        byte[] bytes = ArchiveForge.withManifest(manifest).toByteArray();
        InspectedArchive archive;
        try {
            archive = inspector.inspect(bytes);
        } catch (ArchiveException e) {
            assertThat(e.code()).isEqualTo("archive.manifest");
            return;
        }
        OtherReaders.requireAgreement(bytes, archive, SCRATCH);
    }

    @Provide
    Arbitrary<String> headers() {
        return Arbitraries.of(
                        "a",
                        "b.c",
                        ",",
                        ";",
                        "=",
                        ":=",
                        "\"",
                        "\\",
                        " ",
                        "x=1",
                        "y:=2",
                        "v:Version=3",
                        "\"q,q;r=s\"",
                        "/",
                        "*",
                        "\uffff")
                .list()
                .ofMaxSize(10)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 5000)
    void headersAreRefusedOrReadAsTheFrameworkDoes(@ForAll("headers") String header) throws Exception {
        List<HeaderClause> ours;
        try {
            ours = HeaderClause.parse(header);
        } catch (TrustException e) {
            return;
        }
        List<String> clauses = new ArrayList<>();
        for (HeaderClause clause : ours) {
            clauses.add(clause.paths() + " " + clause.attributes().size() + " "
                    + clause.directives().keySet().stream().sorted().toList());
        }
        if (header.isBlank()) {
            // The framework sees an empty clause, of which it makes nothing.
            return;
        }
        assertThat(felix(header)).isEqualTo(clauses);
    }

    private static List<String> felix(String header) throws ReflectiveOperationException {
        Method parse = ManifestParser.class.getDeclaredMethod("parseStandardHeader", String.class);
        parse.setAccessible(true);
        List<String> clauses = new ArrayList<>();
        for (Object clause : (List<?>) parse.invoke(null, header)) {
            clauses.add(field(clause, "m_paths") + " "
                    + ((Map<?, ?>) field(clause, "m_attrs")).size() + " "
                    + ((Map<?, ?>) field(clause, "m_dirs"))
                            .keySet().stream().map(Object::toString).sorted().toList());
        }
        return clauses;
    }

    private static Object field(Object clause, String name) throws ReflectiveOperationException {
        var field = clause.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(clause);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                        "con", "NUL", "com1", "lpt", "a", ".", " ", "/", "..", "\\", ":", "?", "é", "e\u0301", "\u202e")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 1000)
    void acceptedNamesAreFilesBelowAFolderOnEverySystem(@ForAll("names") String name) throws Exception {
        byte[] bytes = ArchiveForge.bundle().add(ForgedEntry.stored(name, "")).toByteArray();
        try {
            inspector.inspect(bytes);
        } catch (ArchiveException e) {
            return;
        }
        Path root = Path.of("/root/of/archive");
        assertThat(root.resolve(name).normalize()).isNotEqualTo(root).matches(path -> path.startsWith(root));
        for (String part : name.toLowerCase(Locale.ROOT).split("/", 0)) {
            assertThat(part).doesNotMatch("(con|nul|com1)( *\\..*)?|.*[. ]|.*[:?\\\\].*");
        }
    }
}
