package dev.isaac.marketplace;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * Everything a registry tells about one plugin and one version of it.
 *
 * @param summary the line of the catalogue
 * @param release the version that was asked for, or the newest stable one
 * @param versions all versions, newest first
 * @param download where the jar lies; a hint for people, as the installer takes only verified bytes
 * @param advisories what the registry warns of about the version, the gravest first
 */
public record PluginDetails(
        PluginSummary summary,
        Release release,
        List<PluginVersion> versions,
        URI download,
        List<PluginAdvisory> advisories) {
    public PluginDetails {
        Objects.requireNonNull(summary);
        Objects.requireNonNull(release);
        versions = List.copyOf(versions);
        Objects.requireNonNull(download);
        advisories = List.copyOf(advisories);
    }
}
