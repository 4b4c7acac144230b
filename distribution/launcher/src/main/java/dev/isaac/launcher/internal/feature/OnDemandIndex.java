package dev.isaac.launcher.internal.feature;

import dev.isaac.launcher.internal.feature.Announced.CommandLine;
import dev.isaac.launcher.internal.feature.Feature.FeatureBundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;

/**
 * Writes {@code features/on-demand.index} when a distribution is assembled: which bundles the features in {@code
 * features/on-demand} are made of, with length and SHA-256, which commands they bring, and which commands of other systems they
 * translate. The marketplace reads it, and installs a feature at the first use of one of either.
 *
 * <p>Lines of fields that are separated by tabs: {@code isaac-features 1}, then for each feature {@code feature NAME},
 * {@code bundle ARTIFACT FILE LENGTH SHA256} in the order in which they start, {@code command NAME CATEGORY SUMMARY ALIAS…}, and
 * {@code translates NAME…}.
 */
public final class OnDemandIndex {

    private OnDemandIndex() {}

    /**
     * Writes the index, or removes it where no feature is on demand.
     *
     * @return the jars that it names
     * @throws IOException when a feature or a jar is missing or cannot be read, or asks for what only a feature that
     *     starts with the framework can have
     */
    public static List<Path> write(Path distribution) throws IOException {
        Path folder = distribution.resolve("features/on-demand");
        Path index = distribution.resolve("features/on-demand.index");
        List<Path> jars = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            Files.deleteIfExists(index);
            return jars;
        }
        StringBuilder text = new StringBuilder();
        line(text, "isaac-features", "1");
        for (Path file : features(folder)) {
            write(file, distribution.resolve("bundles"), text, jars);
        }
        Files.writeString(index, text);
        return jars;
    }

    private static List<Path> features(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.json")) {
            entries.forEach(files::add);
        }
        files.sort(null);
        return files;
    }

    private static void write(Path file, Path bundles, StringBuilder text, List<Path> jars) throws IOException {
        Feature feature = FeatureReader.read(file);
        if (!feature.configurations().isEmpty()) {
            throw new IOException(file + ": a feature on demand has no configurations: give its components defaults");
        }
        String name = String.valueOf(file.getFileName());
        line(text, "feature", name.substring(0, name.length() - ".json".length()));
        List<FeatureBundle> ordered = new ArrayList<>(feature.bundles());
        ordered.sort((a, b) -> Integer.compare(a.startLevel(), b.startLevel()));
        for (FeatureBundle bundle : ordered) {
            Path jar = bundles.resolve(bundle.fileName());
            line(text, "bundle", bundle.artifact(), bundle.fileName(), Long.toString(Files.size(jar)), sha256(jar));
            jars.add(jar);
        }
        for (FeatureBundle bundle : ordered) {
            try (JarFile jar = new JarFile(bundles.resolve(bundle.fileName()).toFile(), false)) {
                Announced announced = Announced.of(jar);
                for (CommandLine command : announced.commands()) {
                    List<String> fields =
                            new ArrayList<>(List.of("command", command.name(), command.category(), command.summary()));
                    fields.addAll(command.aliases());
                    line(text, fields.toArray(String[]::new));
                }
                if (!announced.foreign().isEmpty()) {
                    List<String> fields = new ArrayList<>(List.of("translates"));
                    fields.addAll(announced.foreign());
                    line(text, fields.toArray(String[]::new));
                }
            }
        }
    }

    private static void line(StringBuilder text, String... fields) throws IOException {
        if (Arrays.stream(fields).anyMatch(field -> field.matches("(?s).*[\\t\\r\\n].*"))) {
            throw new IOException("a tab or line break in the index: " + List.of(fields));
        }
        text.append(String.join("\t", fields)).append('\n');
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
