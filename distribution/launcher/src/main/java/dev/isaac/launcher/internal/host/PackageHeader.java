package dev.isaac.launcher.internal.host;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the headers {@code Import-Package} and {@code Export-Package} apart. */
final class PackageHeader {

    private PackageHeader() {}

    /**
     * One clause.
     *
     * @param packages the packages it speaks of
     * @param parameters its attributes and directives, as written
     */
    record Clause(List<String> packages, List<String> parameters) {

        /** The clause for those packages only, with parameters other than {@code uses}. */
        String text(List<String> some) {
            List<String> parts = new ArrayList<>(some);
            for (String parameter : parameters) {
                if (!parameter.startsWith("uses:=")) {
                    parts.add(parameter);
                }
            }
            return String.join(";", parts);
        }
    }

    /** The clauses of a header. */
    static List<Clause> parse(@Nullable String header) {
        List<Clause> clauses = new ArrayList<>();
        for (String text : split(header == null ? "" : header, ',')) {
            List<String> packages = new ArrayList<>();
            List<String> parameters = new ArrayList<>();
            for (String part : split(text, ';')) {
                (part.indexOf('=') < 0 ? packages : parameters).add(part);
            }
            clauses.add(new Clause(packages, parameters));
        }
        return clauses;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (i == text.length() || (text.charAt(i) == separator && !quoted)) {
                String part = text.substring(from, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                from = i + 1;
            }
        }
        return parts;
    }
}
