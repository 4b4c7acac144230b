package dev.isaac.trust.advisory;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.advisory.Advisory.Release;
import dev.isaac.trust.advisory.Advisory.Severity;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All warnings of a registry: its target {@code advisories.json}, whose bytes were verified as such. Immutable. */
public final class Advisories {

    /** The target that holds them. */
    public static final String PATH = "advisories.json";

    /** A registry without warnings. */
    public static final Advisories NONE = new Advisories(List.of());

    private final List<Advisory> all;

    private Advisories(List<Advisory> all) {
        this.all = List.copyOf(all);
    }

    /** These warnings, in their order. */
    public static Advisories of(List<Advisory> advisories) {
        return new Advisories(advisories);
    }

    /**
     * Reads the document.
     *
     * @throws TrustException {@code trust.malformed} when a single one is not as it should be: a warning that nobody
     *     understands is not skipped
     */
    public static Advisories parse(byte[] document) throws TrustException {
        JsonObject json = Json.parseObject(document);
        if (json.integer("format") != 1) {
            throw new TrustException(
                    Kind.MALFORMED, "the advisories have an unknown format", "a newer version of ISAAC may read it");
        }
        json.array("advisories");
        List<Advisory> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonObject one : json.objects("advisories")) {
            Advisory advisory = Advisory.parse(one);
            if (!ids.add(advisory.id())) {
                throw new JsonException("two advisories have the id '" + advisory.id() + "'");
            }
            all.add(advisory);
        }
        return new Advisories(all);
    }

    /** The document. */
    public byte[] toBytes() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("advisories", all.stream().map(Advisory::toJson).toList());
        return Json.writePretty(json);
    }

    /** All of them, in the order of the document. */
    public List<Advisory> all() {
        return all;
    }

    /** Those that concern a release, the gravest first. */
    public List<Advisory> concerning(Release release) {
        return all.stream()
                .filter(advisory -> advisory.concerns(release))
                .sorted(Comparator.comparing(Advisory::severity).reversed())
                .toList();
    }

    /** The highest severity among those that concern a release; empty when none does. */
    public Optional<Severity> worst(Release release) {
        return concerning(release).stream().findFirst().map(Advisory::severity);
    }
}
