package dev.isaac.launcher.internal.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnDemandIndexTest {

    private static final String COMPONENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="x">
              <property name="isaac.command.name" type="String" value="park it"/>
              <property name="isaac.command.category" type="String" value="Parking"/>
              <property name="isaac.command.summary" type="String" value="Park &amp; go"/>
              <property name="isaac.command.aliases" type="String">stop it
            halt</property>
            </scr:component>
            """;

    private static final String TRANSLATOR = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="y">
              <property name="isaac.translator.names" type="String">halten
            abstellen</property>
            </scr:component>
            """;

    @TempDir
    private Path distribution;

    private Path index;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(distribution.resolve("features/on-demand"));
        Files.createDirectories(distribution.resolve("bundles"));
        index = distribution.resolve("features/on-demand.index");
    }

    private Path jar(String name, String component) throws IOException {
        Path jar = distribution.resolve("bundles").resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new ZipEntry("OSGI-INF/x.xml"));
            out.write(component.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private void feature(String name, String bundles) throws IOException {
        Files.writeString(
                distribution.resolve("features/on-demand").resolve(name + ".json"),
                "{\"id\":\"a:" + name + ":1\",\"bundles\":[" + bundles + "]}");
    }

    @Test
    void namesBundlesWithTheirDigestsAndTheirCommands() throws Exception {
        Path first = jar("one-1.0.jar", COMPONENT);
        Path second = jar("two-2.0.jar", TRANSLATOR);
        feature("parking", "{\"id\":\"acme:one:1.0\",\"start-order\":9},{\"id\":\"acme:two:2.0\",\"start-order\":3}");

        assertThat(OnDemandIndex.write(distribution)).containsExactly(second, first);

        assertThat(Files.readAllLines(index))
                .containsExactly(
                        "isaac-features\t1",
                        "feature\tparking",
                        "bundle\ttwo\ttwo-2.0.jar\t" + Files.size(second) + "\t" + sha256(second),
                        "bundle\tone\tone-1.0.jar\t" + Files.size(first) + "\t" + sha256(first),
                        "translates\tabstellen\thalten",
                        "command\tpark it\tParking\tPark & go\tstop it\thalt");
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void leavesNoIndexWhereNothingIsOnDemand() throws IOException {
        Files.writeString(index, "of an older build");
        Files.delete(distribution.resolve("features/on-demand"));

        assertThat(OnDemandIndex.write(distribution)).isEmpty();
        assertThat(index).doesNotExist();
    }

    @Test
    void refusesWhatItCannotDescribe() throws IOException {
        jar("one-1.0.jar", COMPONENT.replace("isaac.command.category", "other"));
        feature("parking", "\"acme:one:1.0\"");
        assertThatIOException()
                .isThrownBy(() -> OnDemandIndex.write(distribution))
                .withMessageContaining("park it")
                .withMessageContaining("@CommandCategory");

        jar("one-1.0.jar", COMPONENT.replace("Park &amp; go", "Park&#9;it"));
        assertThatIOException()
                .isThrownBy(() -> OnDemandIndex.write(distribution))
                .withMessageContaining("tab");

        jar("one-1.0.jar", "<a");
        assertThatIOException()
                .isThrownBy(() -> OnDemandIndex.write(distribution))
                .withMessageContaining("malformed");

        feature("parking", "\"acme:gone:1.0\"");
        assertThatIOException()
                .isThrownBy(() -> OnDemandIndex.write(distribution))
                .withMessageContaining("gone-1.0");

        Files.writeString(
                distribution.resolve("features/on-demand/parking.json"),
                "{\"id\":\"a:b:1\",\"configurations\":{\"x\":{\"a\":1}}}");
        assertThatIOException()
                .isThrownBy(() -> OnDemandIndex.write(distribution))
                .withMessageContaining("configurations");
    }
}
