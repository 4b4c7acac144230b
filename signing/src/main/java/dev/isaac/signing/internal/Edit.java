package dev.isaac.signing.internal;

import dev.isaac.trust.TrustException;
import java.io.IOException;

/** One change of a registry. */
@FunctionalInterface
public interface Edit {

    /** Changes the draft; whatever it throws, nothing happens. */
    void apply(Context context) throws TrustException, IOException;

    /**
     * What an edit works on.
     *
     * @param draft the registry as it shall become
     * @param settings where new keys are remembered
     * @param folder the registry's folder
     */
    record Context(Draft draft, OperatorSettings settings, RegistryFolder folder) {}
}
