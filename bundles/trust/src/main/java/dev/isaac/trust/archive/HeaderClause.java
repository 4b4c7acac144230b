package dev.isaac.trust.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A clause of an OSGi manifest header: {@code a;b;version=1;resolution:=optional}.
 *
 * @param paths what stands before the attributes, at least one
 * @param attributes by name; typed names keep their type ({@code version:Version})
 * @param directives by name, without the colon
 */
public record HeaderClause(List<String> paths, Map<String, String> attributes, Map<String, String> directives) {

    public HeaderClause {
        paths = List.copyOf(paths);
        attributes = Map.copyOf(attributes);
        directives = Map.copyOf(directives);
    }

    /** The first path. */
    public String path() {
        return paths.get(0);
    }

    /**
     * Reads a header; a blank one has no clauses. Strict: no empty clause, no open quote, nothing twice.
     *
     * @throws ArchiveException {@code archive.manifest}
     */
    public static List<HeaderClause> parse(String header) throws ArchiveException {
        List<HeaderClause> clauses = new ArrayList<>();
        for (String clause : split(header, ',')) {
            clauses.add(clause(clause));
        }
        return clauses;
    }

    /** All paths of all clauses of a header, in their order. */
    public static List<String> paths(String header) throws ArchiveException {
        return parse(header).stream().flatMap(clause -> clause.paths().stream()).toList();
    }

    private static HeaderClause clause(String text) throws ArchiveException {
        List<String> paths = new ArrayList<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, String> directives = new LinkedHashMap<>();
        for (String part : split(text, ';')) {
            String piece = part.strip();
            int equals = equalsOutsideQuotes(piece);
            if (equals < 0) {
                paths.add(unquote(piece));
                continue;
            }
            boolean directive = equals > 0 && piece.charAt(equals - 1) == ':';
            String name = piece.substring(0, directive ? equals - 1 : equals).strip();
            String value = unquote(piece.substring(equals + 1).strip());
            if (name.isEmpty() || (directive ? directives : attributes).put(name, value) != null) {
                throw new ArchiveException(ArchiveFault.MANIFEST, "a header names something twice: " + name);
            }
        }
        if (paths.isEmpty() || paths.stream().anyMatch(String::isEmpty)) {
            throw new ArchiveException(ArchiveFault.MANIFEST, "a header has an empty clause");
        }
        return new HeaderClause(paths, attributes, directives);
    }

    private static List<String> split(String text, char separator) throws ArchiveException {
        List<String> parts = new ArrayList<>();
        if (text.isBlank()) {
            return parts;
        }
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (quoted) {
            throw new ArchiveException(ArchiveFault.MANIFEST, "a header has an open quote");
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static int equalsOutsideQuotes(String part) {
        int quote = part.indexOf('"');
        int equals = part.indexOf('=');
        return equals >= 0 && (quote < 0 || equals < quote) ? equals : -1;
    }

    private static String unquote(String text) {
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return text;
        }
        return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
