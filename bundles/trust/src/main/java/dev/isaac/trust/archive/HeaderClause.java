package dev.isaac.trust.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A clause of an OSGi manifest header: {@code a;b;version=1;resolution:=optional}.
 *
 * @param paths what stands before the attributes, at least one
 * @param attributes by name; typed names keep their type ({@code version:Version})
 * @param directives by name, without the colon
 */
public record HeaderClause(List<String> paths, Map<String, String> attributes, Map<String, String> directives) {

    /** Of an attribute, perhaps with its type, or of a directive. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+(\\s*:\\s*[A-Za-z<>]+)?");

    private static final char NO_CHARACTER = '\uffff';

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
     * Reads a header; a blank one has no clauses. Strict, because frameworks disagree on the rest: no empty clause, nothing
     * twice, quotes around whole values only, no backslash outside of them.
     *
     * @throws ArchiveException {@code archive.manifest}
     */
    public static List<HeaderClause> parse(String header) throws ArchiveException {
        return parse(header, false);
    }

    private static List<HeaderClause> parse(String header, boolean repeated) throws ArchiveException {
        if (header.indexOf(NO_CHARACTER) >= 0) {
            // One framework takes it for the end of the header.
            throw new ArchiveException(ArchiveFault.MANIFEST, "a header has what is no character");
        }
        List<HeaderClause> clauses = new ArrayList<>();
        for (String clause : split(header, ',')) {
            clauses.add(clause(clause, repeated));
        }
        return clauses;
    }

    /** All paths of all clauses of a header, in their order. */
    public static List<String> paths(String header) throws ArchiveException {
        return parse(header).stream().flatMap(clause -> clause.paths().stream()).toList();
    }

    /** The paths of {@code Bundle-NativeCode}, the one header that names the same attribute several times. */
    public static List<String> nativePaths(String header) throws ArchiveException {
        return parse(header, true).stream()
                .flatMap(clause -> clause.paths().stream())
                .toList();
    }

    /**
     * A clause of {@code Bundle-NativeCode}.
     *
     * @param systems the names of operating systems, of which one will do; empty: any
     * @param processors the names of processors, of which one will do; empty: any
     */
    record Native(List<String> paths, List<String> systems, List<String> processors) {

        /** The last clause that says: without native code, where none of the others fits. */
        boolean isAnything() {
            return paths.equals(List.of("*"));
        }
    }

    /** The clauses of {@code Bundle-NativeCode}. */
    static List<Native> nativeCode(String header) throws ArchiveException {
        List<Native> clauses = new ArrayList<>();
        for (String text : split(header, ',')) {
            List<String> systems = new ArrayList<>();
            List<String> processors = new ArrayList<>();
            for (String part : split(text, ';')) {
                String piece = part.strip();
                int equals = equalsOutsideQuotes(piece);
                if (equals < 0) {
                    continue;
                }
                switch (piece.substring(0, equals).strip()) {
                    case "osname" ->
                        systems.add(value(piece.substring(equals + 1).strip()));
                    case "processor" ->
                        processors.add(value(piece.substring(equals + 1).strip()));
                    default -> {
                        // Versions, languages and filters may fit.
                    }
                }
            }
            clauses.add(new Native(clause(text, true).paths(), systems, processors));
        }
        return clauses;
    }

    private static HeaderClause clause(String text, boolean repeated) throws ArchiveException {
        List<String> paths = new ArrayList<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, String> directives = new LinkedHashMap<>();
        for (String part : split(text, ';')) {
            String piece = part.strip();
            int equals = equalsOutsideQuotes(piece);
            if (equals < 0) {
                requirePlain(piece);
                paths.add(piece);
                continue;
            }
            boolean directive = equals > 0 && piece.charAt(equals - 1) == ':';
            String name = piece.substring(0, directive ? equals - 1 : equals).strip();
            String value = value(piece.substring(equals + 1).strip());
            if (!NAME.matcher(name).matches()) {
                throw new ArchiveException(ArchiveFault.MANIFEST, "a header has a malformed name: " + name);
            }
            if ((directive ? directives : attributes).put(name, value) != null && !repeated) {
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

    private static String value(String text) throws ArchiveException {
        if (!text.startsWith("\"")) {
            requirePlain(text);
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int at = 1;
        while (at < text.length() && text.charAt(at) != '"') {
            // What separates has ended a value that is open here, or that ends with a backslash.
            at += text.charAt(at) == '\\' ? 1 : 0;
            out.append(text.charAt(at));
            at++;
        }
        if (at != text.length() - 1) {
            throw new ArchiveException(ArchiveFault.MANIFEST, "a header has something after a quote");
        }
        return out.toString();
    }

    /** A quote that does not begin a value ends a clause for one framework and not for another, and so does a backslash. */
    private static void requirePlain(String text) throws ArchiveException {
        if (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0) {
            throw new ArchiveException(ArchiveFault.MANIFEST, "a header has a quote or backslash where none belongs");
        }
    }
}
