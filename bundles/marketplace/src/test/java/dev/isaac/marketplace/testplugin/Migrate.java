package dev.isaac.marketplace.testplugin;

import dev.isaac.command.spi.DataMigration;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes down from where to where it was called; one version of it fails after it has begun. */
public final class Migrate implements DataMigration {

    /** The version whose migration fails. */
    public static final String BAD = "1.9.0";

    @Override
    public void migrate(Path folder, String from, String to) throws Exception {
        Files.writeString(folder.resolve("form"), from + " -> " + to);
        if (to.equals(BAD)) {
            Files.delete(folder.resolve("starts"));
            throw new IllegalStateException("the notes have a form that nobody knows");
        }
    }
}
