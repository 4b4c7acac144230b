package dev.isaac.trust.permission.internal;

import dev.isaac.trust.archive.InspectedArchive;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words in a bundle's manifest, service files and XML documents that may be names of classes: whatever framework reads
 * them, and for whatever purpose. Where a document may mean something else than its letters say, no word is relied on.
 */
public final class EntryPoints {

    // Possessive: what goes back over its steps needs a stack as deep as the text is long.
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*+(?:[./][\\p{L}_$][\\p{L}\\p{N}_$]*+)*+");
    private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final Set<String> PLAIN = Set.of("utf-8", "us-ascii", "ascii", "iso-8859-1");
    private static final String XML = ".xml";
    private static final int PROLOGUE = 200;
    /** Longer documents are not handed over by the inspector. */
    private static final int MAX_DOCUMENT = 64 * 1024;

    private final Set<String> words = new HashSet<>();
    private boolean plain = true;

    /** Reads a document. */
    public void read(String place, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // Lines of a manifest are folded anywhere, within a name, too.
        String whole = place.endsWith("MANIFEST.MF") ? text.replaceAll("\r?\n ", "") : text;
        if (place.endsWith(XML) && !isPlain(whole)) {
            plain = false;
        }
        Matcher word = WORD.matcher(whole);
        while (word.find()) {
            words.add(word.group().replace('.', '/'));
        }
    }

    /** Whether an XML document's letters are what its reader sees: no references, no entities, no other encoding. */
    private static boolean isPlain(String text) {
        Matcher encoding = ENCODING.matcher(text.substring(0, Math.min(PROLOGUE, text.length())));
        boolean known = !encoding.find() || PLAIN.contains(encoding.group(1).toLowerCase(Locale.ROOT));
        return known
                && text.indexOf('\0') < 0
                && text.indexOf('\ufffd') < 0
                && !text.contains("<!DOCTYPE")
                && !text.contains("&#");
    }

    /** Whether the words hold whatever a framework could read there; else every class counts as an entry. */
    public boolean understood(InspectedArchive archive) {
        String components = archive.attribute("Service-Component");
        for (String path : components.split(",", -1)) {
            if (!path.isBlank() && !path.strip().endsWith(XML)) {
                return false;
            }
        }
        return plain
                && archive.entries().stream()
                        .noneMatch(entry -> entry.name().startsWith("OSGI-INF/")
                                && entry.name().endsWith(XML)
                                && entry.size() > MAX_DOCUMENT);
    }

    /** The words, as internal names of classes. */
    public Set<String> words() {
        return words;
    }
}
