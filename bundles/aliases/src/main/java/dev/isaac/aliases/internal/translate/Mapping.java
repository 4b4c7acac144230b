package dev.isaac.aliases.internal.translate;

import dev.isaac.aliases.internal.data.AliasData;
import dev.isaac.aliases.internal.packages.Managers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What comes with the bundle: the data and the translator over it. Read once, when it is first asked for.
 *
 * @param data the commands
 * @param managers the package managers
 * @param translator the translator over both
 */
public record Mapping(AliasData data, Managers managers, Translator translator) {

    private static final Path OS_RELEASE = Path.of("/etc/os-release");

    /** The mapping, for this machine. */
    public static Mapping get() {
        return Holder.MAPPING;
    }

    /** A mapping for a machine whose {@code os-release} is that file; the file may be missing. */
    public static Mapping load(Path osRelease) {
        AliasData data = AliasData.load();
        Managers managers = Managers.load();
        return new Mapping(data, managers, new Translator(data, managers, () -> text(osRelease)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            // There is none on other systems than Linux; then the package manager is a usual one.
            return "";
        }
    }

    private static final class Holder {
        static final Mapping MAPPING = load(OS_RELEASE);
    }
}
