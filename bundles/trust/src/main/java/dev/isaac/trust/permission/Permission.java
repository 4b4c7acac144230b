package dev.isaac.trust.permission;

import dev.isaac.trust.permission.PermissionException.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One thing that a plugin may do, such as {@code network:*.example.org}. Equal permissions have equal texts.
 *
 * @param kind what it is about
 * @param scope how far it goes, in canonical form; empty for {@link PermissionKind#NATIVE} and {@link PermissionKind#FRAMEWORK}
 */
public record Permission(PermissionKind kind, String scope) implements Comparable<Permission> {

    /** Every scope of a kind. */
    public static final String ANY = "*";

    private static final int MAX_LENGTH = 512;
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?" + LABEL + "(\\." + LABEL + ")*");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9_+][A-Za-z0-9_+.-]*");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)+");
    private static final Pattern ABSOLUTE = Pattern.compile("([A-Z]:)?/([^/,]+(/[^/,]+)*)?");
    private static final Set<String> ROOTS = Set.of("directory", "home", "temporary", "data");
    private static final int MAX_PORT = 65_535;

    /**
     * Reads a permission in exactly the form that {@link #text()} writes.
     *
     * @throws PermissionException {@code permission.unknown} or {@code permission.malformed}
     */
    public static Permission parse(String text) throws PermissionException {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        PermissionKind kind = PermissionKind.of(word)
                .orElseThrow(() -> new PermissionException(
                        Reason.UNKNOWN,
                        "'" + shown(text) + "' is no permission: it begins with no known word",
                        "known are network, read, write, run, native, environment, service and framework"));
        if (kind == PermissionKind.NATIVE || kind == PermissionKind.FRAMEWORK) {
            if (colon >= 0) {
                throw malformed(text, word + " stands alone");
            }
            return new Permission(kind, "");
        }
        String scope = colon < 0 ? "" : text.substring(colon + 1);
        if (text.length() > MAX_LENGTH || !valid(kind, scope)) {
            throw malformed(text, form(kind));
        }
        return new Permission(kind, scope);
    }

    private static PermissionException malformed(String text, String form) {
        return new PermissionException(
                Reason.MALFORMED, "'" + shown(text) + "' is not written as a permission is: " + form, "");
    }

    private static String shown(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() > 60 ? printable.substring(0, 60) + "…" : printable;
    }

    private static String form(PermissionKind kind) {
        return switch (kind) {
            case NETWORK -> "network:HOST, network:*.DOMAIN or network:*, each also with :PORT, in lower case";
            case READ, WRITE ->
                kind.word() + ":ROOT with directory, home, temporary, data, * or an absolute path without . and ..";
            case RUN -> "run:PROGRAM, its name without a path, or run:*";
            case NATIVE, FRAMEWORK -> kind.word();
            case ENVIRONMENT -> "environment:NAME or environment:*";
            case SERVICE -> "service:INTERFACE with its package";
        };
    }

    private static boolean valid(PermissionKind kind, String scope) {
        return switch (kind) {
            case NETWORK -> validHost(scope);
            case READ, WRITE ->
                scope.equals(ANY)
                        || ROOTS.contains(scope)
                        || (ABSOLUTE.matcher(scope).matches()
                                && segments(scope).stream()
                                        .noneMatch(part ->
                                                part.equals(".") || part.equals("..") || !part.equals(part.strip()))
                                && scope.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c)));
            case RUN -> scope.equals(ANY) || PROGRAM.matcher(scope).matches();
            case NATIVE, FRAMEWORK -> scope.isEmpty();
            case ENVIRONMENT -> scope.equals(ANY) || VARIABLE.matcher(scope).matches();
            case SERVICE -> INTERFACE.matcher(scope).matches();
        };
    }

    private static boolean validHost(String scope) {
        String host = host(scope);
        String port = port(scope);
        boolean validPort =
                scope.length() == host.length() || (PORT.matcher(port).matches() && Integer.parseInt(port) <= MAX_PORT);
        return validPort
                && (host.equals(ANY)
                        || HOST.matcher(host).matches()
                        || IPV6.matcher(host).matches());
    }

    /** The host pattern of a network scope: what stands before the port. */
    private static String host(String scope) {
        int colon = scope.indexOf(':', scope.indexOf(']') + 1);
        return colon < 0 ? scope : scope.substring(0, colon);
    }

    /** The port of a network scope, as text; empty when it names none. */
    private static String port(String scope) {
        String host = host(scope);
        return scope.length() == host.length() ? "" : scope.substring(host.length() + 1);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/"));
    }

    /** The canonical text. */
    public String text() {
        return scope.isEmpty() ? kind.word() : kind.word() + ":" + scope;
    }

    /** Whether whoever has this permission needs no other to do what that one allows. Reflexive and transitive. */
    public boolean covers(Permission other) {
        if (kind != other.kind) {
            return false;
        }
        return scope.equals(other.scope)
                || switch (kind) {
                    case NETWORK ->
                        coversHost(host(scope), host(other.scope))
                                && (port(scope).isEmpty() || port(scope).equals(port(other.scope)));
                    case READ, WRITE -> scope.equals(ANY) || coversPath(other.scope);
                    case RUN, ENVIRONMENT -> scope.equals(ANY);
                    case NATIVE, SERVICE, FRAMEWORK -> false;
                };
    }

    private static boolean coversHost(String pattern, String other) {
        return pattern.equals(ANY)
                || pattern.equals(other)
                || (pattern.startsWith("*.") && other.endsWith(pattern.substring(1)));
    }

    private boolean coversPath(String other) {
        // Where the words lie is known only to the machine that runs; a path covers none of them.
        boolean paths = scope.contains("/") && other.contains("/");
        return paths && other.startsWith(scope.endsWith("/") ? scope : scope + "/");
    }

    /** What it lets a plugin do, for a person: {@code connects to api.example.org}. */
    public String sentence() {
        return switch (kind) {
            case NETWORK -> "connects to " + hostPhrase();
            case READ -> "reads " + place();
            case WRITE -> "makes, changes and deletes " + place();
            case RUN -> scope.equals(ANY) ? "runs any program" : "runs the program " + scope;
            case NATIVE -> "runs native code, which nothing holds back";
            case ENVIRONMENT ->
                scope.equals(ANY)
                        ? "reads all environment variables, secrets among them"
                        : "reads the environment variable " + scope;
            case SERVICE -> "uses the host's service " + scope;
            case FRAMEWORK -> "uses the plugin framework itself, and through it whatever runs in this shell";
        };
    }

    private String hostPhrase() {
        String host = host(scope);
        String where = host.equals(ANY)
                ? "any host"
                : host.startsWith("*.")
                        ? "every host under " + host.substring(2)
                        : host.equals("localhost") ? "this machine" : host;
        return port(scope).isEmpty() ? where : where + ", port " + port(scope);
    }

    private String place() {
        return switch (scope) {
            case ANY -> "any file";
            case "directory" -> "files in the current directory, and those that you name";
            case "home" -> "files in your home directory";
            case "temporary" -> "temporary files";
            case "data" -> "files in its own data folder";
            default -> String.format(Locale.ROOT, "files in %s", scope);
        };
    }

    /** The permission that a text stands for, if it is one. */
    static Optional<Permission> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (PermissionException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(Permission other) {
        return text().compareTo(other.text());
    }

    @Override
    public String toString() {
        return text();
    }
}
