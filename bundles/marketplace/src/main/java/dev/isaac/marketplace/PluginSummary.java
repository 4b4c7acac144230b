package dev.isaac.marketplace;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a catalogue.
 *
 * @param id the plugin
 * @param version the newest stable version
 * @param registry the name of the registry
 * @param publisher who publishes it
 * @param author who wrote it; may be empty
 * @param summary one sentence
 * @param description more; may be empty
 * @param homepage an address; may be empty
 * @param license a licence name; may be empty
 * @param tags words to find it by
 * @param updated when the newest version was published; may be empty
 * @param statistics what the registry counted, if it counts
 * @param installed the version that is installed here, if one is
 */
public record PluginSummary(
        PluginId id,
        PluginVersion version,
        String registry,
        String publisher,
        String author,
        String summary,
        String description,
        String homepage,
        String license,
        List<String> tags,
        String updated,
        Optional<Statistics> statistics,
        Optional<PluginVersion> installed) {

    public PluginSummary {
        Objects.requireNonNull(id);
        Objects.requireNonNull(version);
        Objects.requireNonNull(registry);
        Objects.requireNonNull(publisher);
        Objects.requireNonNull(author);
        Objects.requireNonNull(summary);
        Objects.requireNonNull(description);
        Objects.requireNonNull(homepage);
        Objects.requireNonNull(license);
        tags = List.copyOf(tags);
        Objects.requireNonNull(updated);
        Objects.requireNonNull(statistics);
        Objects.requireNonNull(installed);
    }

    /** The same line with what is installed here. */
    public PluginSummary installed(Optional<PluginVersion> version) {
        return new PluginSummary(
                id,
                this.version,
                registry,
                publisher,
                author,
                summary,
                description,
                homepage,
                license,
                tags,
                updated,
                statistics,
                version);
    }

    /** The same line with what the registry counted. */
    public PluginSummary counted(Optional<Statistics> counted) {
        return new PluginSummary(
                id,
                version,
                registry,
                publisher,
                author,
                summary,
                description,
                homepage,
                license,
                tags,
                updated,
                counted,
                installed);
    }
}
