package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import java.util.ArrayList;
import java.util.List;

/** The paths of an OSGi header's clauses: {@code a;b;x=1,c} gives a, b and c. Quotes are honoured. */
final class Clauses {

    private Clauses() {}

    static List<String> paths(String header) throws ArchiveException {
        List<String> paths = new ArrayList<>();
        for (String clause : split(header, ',')) {
            for (String part : split(clause, ';')) {
                String path = part.strip();
                if (path.isEmpty()) {
                    throw new ArchiveException(ArchiveFault.MANIFEST, "a header has an empty clause");
                }
                if (!hasEquals(path)) {
                    paths.add(unquote(path));
                }
            }
        }
        return paths;
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
            if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
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

    private static boolean hasEquals(String part) {
        int quote = part.indexOf('"');
        int equals = part.indexOf('=');
        return equals >= 0 && (quote < 0 || equals < quote);
    }

    private static String unquote(String path) {
        return path.length() >= 2 && path.startsWith("\"") && path.endsWith("\"")
                ? path.substring(1, path.length() - 1)
                : path;
    }
}
