package dev.isaac.signing.internal;

import dev.isaac.trust.TrustException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The thin search index: one small object for each plugin, of its newest stable version. */
final class Catalog {

    private Catalog() {}

    static Map<String, Object> of(
            Map<String, List<PluginJar>> plugins,
            Map<String, String> publishers,
            Map<String, String> published,
            RegistryConfig config)
            throws TrustException {
        List<Object> entries = new ArrayList<>();
        for (Map.Entry<String, List<PluginJar>> plugin : plugins.entrySet()) {
            PluginJar jar = newest(plugin.getValue(), config);
            entries.add(entry(
                    jar,
                    publishers.getOrDefault(jar.publisher(), ""),
                    !config.yankedReason(jar.id(), jar.version()).isEmpty(),
                    published.getOrDefault(jar.id() + "@" + jar.version(), "")));
        }
        Map<String, Object> catalog = new LinkedHashMap<>();
        catalog.put("format", 1);
        catalog.put("plugins", entries);
        return catalog;
    }

    /** What the catalogue says of a plugin, by the version that it shows. */
    static Map<String, Object> entry(PluginJar jar, String publisher, boolean yanked, String updated) {
        String author = jar.header("Isaac-Author");
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", jar.id());
        entry.put("version", jar.version());
        entry.put("publisher", jar.publisher());
        entry.put("author", author.isEmpty() ? publisher : author);
        entry.put("summary", jar.header("Bundle-Description"));
        entry.put("description", jar.header("Isaac-Description"));
        entry.put("homepage", jar.header("Bundle-DocURL"));
        entry.put("license", jar.header("Bundle-License"));
        entry.put("tags", jar.tags());
        entry.put("status", yanked ? "yanked" : "available");
        entry.put("updated", updated);
        return entry;
    }

    /** The newest stable version that is available; else the newest available; else the newest. Newest come first. */
    private static PluginJar newest(List<PluginJar> versions, RegistryConfig config) {
        PluginJar available = null;
        for (PluginJar jar : versions) {
            if (config.yankedReason(jar.id(), jar.version()).isEmpty()) {
                if (BundleVersion.parse(jar.version()).isStable()) {
                    return jar;
                }
                available = available == null ? jar : available;
            }
        }
        return available == null ? versions.get(0) : available;
    }
}
