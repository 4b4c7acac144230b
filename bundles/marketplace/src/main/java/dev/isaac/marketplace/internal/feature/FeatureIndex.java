package dev.isaac.marketplace.internal.feature;

import dev.isaac.command.CommandOutline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the distribution offers on demand, as the build wrote it down in {@code features/on-demand.index}: plain lines,
 * so that a start that needs nothing of it reads it in no time.
 */
final class FeatureIndex {

    private static final String FORMAT = "isaac-features\t1";
    private static final int COMMAND_FIELDS = 4;
    private static final int BUNDLE_FIELDS = 5;
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\.jar");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,12}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * A set of bundles that come together.
     *
     * @param name its name
     * @param bundles in the order in which they start
     * @param commands what they bring
     * @param foreign names of commands of other systems that they translate
     */
    record Feature(String name, List<BundleFile> bundles, List<CommandOutline> commands, List<String> foreign) {
        Feature {
            bundles = List.copyOf(bundles);
            commands = List.copyOf(commands);
            foreign = List.copyOf(foreign);
        }
    }

    /**
     * A bundle as it was built.
     *
     * @param artifact names it whatever its version
     * @param file the name of its jar in the folder {@code bundles}
     * @param length in bytes
     * @param sha256 in lower-case hex
     */
    record BundleFile(String artifact, String file, long length, String sha256) {}

    private FeatureIndex() {}

    /**
     * Reads the index; empty when there is none.
     *
     * @throws IOException when it cannot be read or understood
     */
    static List<Feature> read(Path index) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(index);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        if (lines.isEmpty() || !lines.get(0).equals(FORMAT)) {
            throw new IOException(index + " is no index of features that this version can read");
        }
        List<Feature> features = new ArrayList<>();
        String name = "";
        List<BundleFile> bundles = new ArrayList<>();
        List<CommandOutline> commands = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = Arrays.asList(line.split("\t", -1));
            if (fields.get(0).equals("feature") && fields.size() == 2) {
                add(features, name, bundles, commands, foreign);
                name = fields.get(1);
            } else if (fields.get(0).equals("bundle") && !name.isEmpty()) {
                bundles.add(bundle(fields, index));
            } else if (fields.get(0).equals("command") && fields.size() >= COMMAND_FIELDS && !name.isEmpty()) {
                commands.add(new CommandOutline(
                        fields.get(1), fields.subList(COMMAND_FIELDS, fields.size()), fields.get(2), fields.get(3)));
            } else if (fields.get(0).equals("translates") && !name.isEmpty()) {
                foreign.addAll(fields.subList(1, fields.size()));
            } else {
                throw new IOException(index + " has a line that is not understood: " + line);
            }
        }
        add(features, name, bundles, commands, foreign);
        return features;
    }

    private static void add(
            List<Feature> features,
            String name,
            List<BundleFile> bundles,
            List<CommandOutline> commands,
            List<String> foreign) {
        if (!name.isEmpty()) {
            features.add(new Feature(name, bundles, commands, foreign));
        }
        bundles.clear();
        commands.clear();
        foreign.clear();
    }

    private static BundleFile bundle(List<String> fields, Path index) throws IOException {
        if (fields.size() != BUNDLE_FIELDS
                || !FILE.matcher(fields.get(2)).matches()
                || !LENGTH.matcher(fields.get(3)).matches()
                || !SHA256.matcher(fields.get(4)).matches()) {
            throw new IOException(index + " names a bundle that cannot be one: " + fields);
        }
        return new BundleFile(fields.get(1), fields.get(2), Long.parseLong(fields.get(3)), fields.get(4));
    }
}
