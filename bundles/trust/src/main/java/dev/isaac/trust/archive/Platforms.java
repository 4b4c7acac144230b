package dev.isaac.trust.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a plugin runs, from its manifest: what {@code Isaac-Platforms} says, or else where its native code does ({@code
 * Bundle-NativeCode}, and requirements of {@code osgi.native}). Named as in a registry's index: {@code linux}, {@code macos} or
 * {@code windows}, alone or with {@code -x86_64} or {@code -aarch64}.
 */
public final class Platforms {

    /** The header of a plugin that says where it runs. */
    public static final String HEADER = "Isaac-Platforms";

    private static final Pattern NAME = Pattern.compile("(linux|macos|windows)(-(x86_64|aarch64))?");
    private static final List<String> SYSTEMS = List.of("linux", "macos", "windows");
    private static final List<String> PROCESSORS = List.of("x86_64", "aarch64");

    private Platforms() {}

    /**
     * Where a plugin runs, sorted; empty: everywhere.
     *
     * @throws ArchiveException {@code archive.manifest} when a platform has no such name, when the plugin names one where its native
     *     code does not run, or when that runs on none
     */
    public static List<String> of(InspectedArchive archive) throws ArchiveException {
        List<String> declared = Arrays.stream(archive.attribute(HEADER).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
        List<String> possible = ofNativeCode(archive);
        for (String name : declared) {
            if (!NAME.matcher(name).matches()) {
                throw new ArchiveException(
                        ArchiveFault.MANIFEST,
                        HEADER + " names '" + name
                                + "'; write linux, macos or windows, alone or with -x86_64 or -aarch64");
            }
            boolean runs = all().stream()
                    .filter(one -> one.equals(name) || one.startsWith(name + "-"))
                    .allMatch(possible::contains);
            if (!runs) {
                throw new ArchiveException(
                        ArchiveFault.MANIFEST, HEADER + " names '" + name + "', where its native code does not run");
            }
        }
        return declared.isEmpty() ? joined(possible) : declared;
    }

    private static List<String> all() {
        return SYSTEMS.stream()
                .flatMap(system -> PROCESSORS.stream().map(processor -> system + "-" + processor))
                .toList();
    }

    /** A system stands for all its processors, and nothing for all systems. */
    private static List<String> joined(List<String> possible) {
        if (possible.size() == SYSTEMS.size() * PROCESSORS.size()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (String system : SYSTEMS) {
            List<String> here = possible.stream()
                    .filter(one -> one.startsWith(system + "-"))
                    .toList();
            if (here.size() == PROCESSORS.size()) {
                names.add(system);
            } else {
                names.addAll(here);
            }
        }
        return names.stream().sorted().toList();
    }

    private static List<String> ofNativeCode(InspectedArchive archive) throws ArchiveException {
        List<HeaderClause.Native> clauses = HeaderClause.nativeCode(archive.attribute("Bundle-NativeCode"));
        List<String> filters = new ArrayList<>();
        for (HeaderClause clause : HeaderClause.parse(archive.attribute("Require-Capability"))) {
            String filter = clause.directives().get("filter");
            if (clause.paths().contains("osgi.native")
                    && filter != null
                    && !"optional".equals(clause.directives().get("resolution"))) {
                filters.add(filter);
            }
        }
        List<String> possible = new ArrayList<>();
        for (String system : SYSTEMS) {
            for (String processor : PROCESSORS) {
                boolean chosen = clauses.isEmpty()
                        || clauses.stream()
                                .anyMatch(clause -> clause.isAnything()
                                        || (fits(clause.systems(), system, Platforms::isSystem)
                                                && fits(clause.processors(), processor, Platforms::isProcessor)));
                if (chosen && filters.stream().allMatch(filter -> passes(filter, system, processor))) {
                    possible.add(system + "-" + processor);
                }
            }
        }
        if (possible.isEmpty()) {
            throw new ArchiveException(
                    ArchiveFault.MANIFEST, "its native code runs on no platform that a registry can name");
        }
        return possible;
    }

    private static boolean fits(List<String> names, String ours, BiPredicate<String, String> same) {
        return names.isEmpty() || names.stream().anyMatch(name -> same.test(name, ours));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace(" ", "");
    }

    /** The names that OSGi knows for a system. */
    private static boolean isSystem(String name, String system) {
        String plain = plain(name);
        return switch (system) {
            case "macos" -> plain.equals("macosx") || plain.equals("macos");
            case "windows" -> plain.startsWith("win");
            default -> plain.equals(system);
        };
    }

    private static boolean isProcessor(String name, String processor) {
        String plain = plain(name).replace('_', '-');
        return processor.equals("x86_64")
                ? List.of("x86-64", "amd64", "em64t").contains(plain)
                : List.of("aarch64", "arm64").contains(plain);
    }

    /** Whether a requirement can be met there; what it asks beyond system and processor may be so. */
    private static boolean passes(String filter, String system, String processor) {
        Boolean result = new Filter(filter, system, processor).read();
        return result == null || result;
    }

    /** A filter of LDAP; what it says of other attributes than two is not known. */
    private static final class Filter {
        private final String text;
        private final String system;
        private final String processor;
        private int at;

        Filter(String text, String system, String processor) {
            this.text = text.strip();
            this.system = system;
            this.processor = processor;
        }

        private boolean isAt(char c) {
            return at < text.length() && text.charAt(at) == c;
        }

        private void skip() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        /** Null: nobody knows, or it is none. */
        @Nullable
        Boolean read() {
            skip();
            if (!isAt('(')) {
                at = text.length();
                return null;
            }
            at++;
            skip();
            Boolean result;
            if (isAt('!')) {
                at++;
                Boolean negated = read();
                result = negated == null ? null : Boolean.valueOf(!negated);
            } else if (isAt('&') || isAt('|')) {
                boolean all = isAt('&');
                at++;
                result = list(all);
            } else {
                int end = text.indexOf(')', at);
                end = end < 0 ? text.length() : end;
                result = compare(text.substring(at, end));
                at = end;
            }
            skip();
            at = isAt(')') ? at + 1 : text.length();
            return result;
        }

        /** One that decides is enough; else one that is not known leaves all of it open. */
        private @Nullable Boolean list(boolean all) {
            Boolean result = all;
            for (skip(); isAt('('); skip()) {
                Boolean one = read();
                if (one != null && one != all) {
                    result = one;
                } else if (one == null && result != null && result == all) {
                    result = null;
                }
            }
            return result;
        }

        private @Nullable Boolean compare(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                return null;
            }
            String name = text.substring(0, equals).replace("~", "").strip();
            String value = text.substring(equals + 1).strip();
            return switch (name) {
                case "osgi.native.osname" -> isSystem(value, system);
                case "osgi.native.processor" -> isProcessor(value, processor);
                default -> null;
            };
        }
    }
}
