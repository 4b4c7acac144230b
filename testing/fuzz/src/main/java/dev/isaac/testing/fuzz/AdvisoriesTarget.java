package dev.isaac.testing.fuzz;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.advisory.Advisories;
import dev.isaac.trust.advisory.Advisory;
import dev.isaac.trust.advisory.PluginVersion;
import java.util.Optional;

/** The document {@code advisories.json}. */
public final class AdvisoriesTarget {

    private AdvisoriesTarget() {}

    /** What is accepted says the same after it was written again, and judges every release. */
    public static void fuzzerTestOneInput(byte[] data) {
        Advisories advisories;
        try {
            advisories = Advisories.parse(data);
        } catch (TrustException e) {
            Property.require(!e.code().isEmpty(), "a refusal has a code");
            return;
        }
        try {
            Property.same(
                    Advisories.parse(advisories.toBytes()).all(), advisories.all(), "written advisories say the same");
            Advisory.Release release = new Advisory.Release(
                    "tools", PluginVersion.parse("1.2.3"), "ab".repeat(32), "cd".repeat(32), Optional.of(Metadata.NOW));
            Property.same(
                    advisories.worst(release).isPresent(),
                    !advisories.concerning(release).isEmpty(),
                    "a release has a worst advisory if any concerns it");
        } catch (TrustException e) {
            throw new AssertionError("what was accepted is refused", e);
        }
    }
}
