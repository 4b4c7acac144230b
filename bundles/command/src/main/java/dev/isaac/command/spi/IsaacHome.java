package dev.isaac.command.spi;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The folder of one user, shared by all processes of that user. Registered by the launcher before any bundle starts.
 * Folders exist when they are returned, readable by their owner only.
 */
@ProviderType
public interface IsaacHome {

    /** The folder itself: {@code --home}, {@code ISAAC_HOME} or {@code ~/.isaac}. */
    Path root();

    /** A folder below it, created when it is missing; {@code name} may have several segments. */
    Path folder(String name);

    /** A folder that belongs to this process alone and vanishes with it. */
    Path process();

    /** The folder of the distribution: features, the bundled registry and its root. */
    Path distribution();
}
