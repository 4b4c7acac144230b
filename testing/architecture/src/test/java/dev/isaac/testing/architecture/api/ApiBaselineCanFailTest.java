package dev.isaac.testing.architecture.api;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.annotation.versioning.ProviderType;

/** The baseline can fail: real bundles are compiled, changed and compared. */
final class ApiBaselineCanFailTest {

    private static final String GATEWAY = "@org.osgi.annotation.versioning.ProviderType\n"
            + "public interface Gateway { String open(String name) throws java.io.IOException; }";

    @TempDir
    Path folder;

    @Test
    void theSameApiIsFine() throws Exception {
        assertThat(compare(bundle("1.0.0", GATEWAY), bundle("1.0.0", GATEWAY))).isEmpty();
    }

    @Test
    void aMethodAddedForProvidersNeedsAMinorVersion() throws Exception {
        String more = GATEWAY.replace("}", "int count(); }");

        assertThat(compare(bundle("1.0.0", more), bundle("1.0.0", GATEWAY)))
                .singleElement()
                .asString()
                .startsWith("demo has version 1.0.0 and needs at least 1.1.0, because of a minor change:")
                .contains("count()")
                .contains("was added");
        assertThat(compare(bundle("1.0.9", more), bundle("1.0.0", GATEWAY))).hasSize(1);
        assertThat(compare(bundle("1.1.0", more), bundle("1.0.0", GATEWAY))).isEmpty();
    }

    @Test
    void aMethodAddedForConsumersNeedsAMajorVersion() throws Exception {
        String surface = "@org.osgi.annotation.versioning.ConsumerType\npublic interface Gateway { void show(); }";
        String more = surface.replace("}", "void report(); }");

        assertThat(compare(bundle("1.1.0", more), bundle("1.0.0", surface)))
                .singleElement()
                .asString()
                .contains("needs at least 2.0.0, because of a major change");
        assertThat(compare(bundle("2.0.0", more), bundle("1.0.0", surface))).isEmpty();
    }

    @Test
    void aMethodRemovedNeedsAMajorVersion() throws Exception {
        String less = "@org.osgi.annotation.versioning.ProviderType\npublic interface Gateway { }";

        assertThat(compare(bundle("1.1.0", less), bundle("1.0.0", GATEWAY)))
                .singleElement()
                .asString()
                .contains("needs at least 2.0.0, because of a major change")
                .contains("open(java.lang.String)")
                .contains("was removed");
        assertThat(compare(bundle("2.0.0", less), bundle("1.0.0", GATEWAY))).isEmpty();
    }

    @Test
    void aVersionDoesNotGoBack() throws Exception {
        assertThat(compare(bundle("1.0.0", GATEWAY), bundle("1.2.0", GATEWAY)))
                .containsExactly("demo went back from version 1.2.0 to 1.0.0");
    }

    @Test
    void aPackageDoesNotVanish() throws Exception {
        ApiRecord older = bundle("1.0.0", GATEWAY);
        ApiRecord none = ApiRecord.read("bundle demo\n");

        assertThat(compare(none, older)).singleElement().asString().startsWith("demo 1.0.0 was exported and is gone");
    }

    @Test
    void aNewPackageIsFine() throws Exception {
        assertThat(compare(bundle("1.0.0", GATEWAY), ApiRecord.read("bundle demo\n")))
                .isEmpty();
    }

    @Test
    void theTextKeepsEverything() throws Exception {
        String odd = "public final class Gateway { public static final String TEXT = \"two\\nlines \\\\ and more\"; }";
        ApiRecord written = bundle("1.0.0", odd);

        ApiRecord read = ApiRecord.read(written.write());

        assertThat(read.write()).isEqualTo(written.write()).contains("Gateway").contains("version=1.0.0");
        assertThat(compare(written, read)).isEmpty();
        assertThat(read.tree().toString()).isEqualTo(written.tree().toString());
    }

    /** What a build and a record do: through the text. */
    private static List<String> compare(ApiRecord newer, ApiRecord older) throws Exception {
        return ApiComparison.compare(newer, ApiRecord.read(older.write()));
    }

    private ApiRecord bundle(String version, String type) throws Exception {
        Path sources = Files.createTempDirectory(folder, "sources");
        Path classes = Files.createTempDirectory(folder, "classes");
        Path file = Files.createDirectories(sources.resolve("demo")).resolve("Gateway.java");
        Files.writeString(file, "package demo;\n" + type);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "--release",
                "17",
                "-cp",
                annotations(),
                "-d",
                classes.toString(),
                file.toString());
        assertThat(status).isZero();
        return bundle(version, classes.toFile());
    }

    private static String annotations() {
        return Path.of(ProviderType.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }

    private static ApiRecord bundle(String version, File classes) throws Exception {
        try (Builder builder = new Builder()) {
            builder.setProperty("Bundle-SymbolicName", "demo");
            builder.setProperty("Export-Package", "demo;version=" + version);
            builder.addClasspath(classes);
            Jar jar = builder.build();
            if (!builder.isOk()) {
                throw new IOException(builder.getErrors().toString());
            }
            return ApiRecord.of(jar);
        }
    }
}
