package dev.isaac.command.spi;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Brings the data of a plugin into the form that its new version reads. The plugin names its class, which has a public
 * constructor without parameters, in the manifest header {@value #HEADER}.
 *
 * <p>Called once after an update, before the new version starts: no command of the plugin runs meanwhile, and no service of
 * it is there yet. The data as it was is kept aside. When the migration throws, or takes longer than a plugin may take to
 * start, the update is taken back, and the old version finds its data as it left it.
 */
@ConsumerType
public interface DataMigration {

    /** The manifest header that names the class. */
    String HEADER = "Isaac-Data-Migration";

    /**
     * Changes the data.
     *
     * @param folder the plugin's private folder; exists
     * @param from the version that wrote it; empty when nobody knows
     * @param to the version that will read it
     * @throws Exception whatever goes wrong; its message is shown to the user
     */
    void migrate(Path folder, String from, String to) throws Exception;
}
