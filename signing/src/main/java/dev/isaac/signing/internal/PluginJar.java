package dev.isaac.signing.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.archive.HeaderClause;
import dev.isaac.trust.archive.HostSurface;
import dev.isaac.trust.archive.InspectedArchive;
import dev.isaac.trust.archive.Platforms;
import dev.isaac.trust.author.PluginIds;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.PluginStatement.Requirement;
import dev.isaac.trust.jar.JarSignature;
import dev.isaac.trust.permission.ByteCodeScan;
import dev.isaac.trust.permission.CodeReport;
import dev.isaac.trust.permission.PermissionException;
import dev.isaac.trust.permission.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plugin's jar as a registry takes it: inspected strictly, its headers read. */
public final class PluginJar {

    private static final String CAPABILITY = "isaac.plugin";
    private static final Pattern PLUGIN = Pattern.compile("\\(isaac\\.plugin=([^()*]+)\\)");
    private static final Pattern FLOOR = Pattern.compile("\\(version>=([0-9][^()]*)\\)");
    private static final Pattern CEILING = Pattern.compile("\\(!\\(version>=([0-9][^()]*)\\)\\)");
    private static final Pattern MAXIMUM = Pattern.compile("\\(version<=([0-9][^()]*)\\)");
    private static final Pattern JAVA = Pattern.compile("\\(osgi\\.ee=JavaSE\\)\\(version(?:>=|=)([0-9]+)");

    private final byte[] bytes;
    private final InspectedArchive archive;
    private final List<CommandEntry> commands;
    private final CodeReport code;
    private final Optional<JarSignature> signature;

    /** A command that the plugin registers. */
    public record CommandEntry(String name, String summary) {}

    private PluginJar(
            byte[] bytes,
            InspectedArchive archive,
            List<CommandEntry> commands,
            CodeReport code,
            Optional<JarSignature> signature) {
        this.code = code;
        this.signature = signature;
        this.bytes = bytes;
        this.archive = archive;
        this.commands = commands;
    }

    /** Reads and inspects a jar. */
    public static PluginJar read(Path file) throws TrustException, IOException {
        return of(Files.readAllBytes(file), file.getFileName() + "");
    }

    /** Inspects a jar's bytes. */
    public static PluginJar of(byte[] bytes, String name) throws TrustException {
        try {
            ByteCodeScan scan = new ByteCodeScan();
            InspectedArchive archive = new ArchiveInspector().inspectBundle(bytes, "", HostSurface.NONE, scan);
            Optional<JarSignature> signature = JarSignature.check(bytes, archive);
            CodeReport code = scan.report(archive);
            code.require(Permissions.parse(archive.attribute(Permissions.HEADER)));
            PluginJar jar = new PluginJar(bytes, archive, ComponentCommands.of(bytes, archive), code, signature);
            jar.requireComplete();
            return jar;
        } catch (PermissionException e) {
            throw new PermissionException(e.reason(), name + " cannot be published: " + e.getMessage(), e.hint());
        } catch (TrustException e) {
            throw new TrustException(
                    e.kind(), name + " cannot be published: " + e.getMessage() + " (" + e.code() + ")", e);
        }
    }

    private void requireComplete() throws TrustException {
        if (!PluginIds.valid(id()) || !PluginIds.valid(publisher())) {
            throw new TrustException(
                    Kind.MALFORMED,
                    "the manifest has no valid Isaac-Plugin and Isaac-Publisher",
                    "ids are lower-case words joined by - or .");
        }
        if (!version().matches("[0-9]+\\.[0-9]+\\.[0-9]+(\\.[A-Za-z0-9_-]+)?")) {
            throw new TrustException(
                    Kind.MALFORMED, "Bundle-Version is '" + version() + "'", "write it in full, such as 1.2.0");
        }
        requires();
        platforms();
    }

    /** The bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The SHA-256 in hex. */
    public String sha256() {
        return archive.sha256();
    }

    /** The plugin's id. */
    public String id() {
        return archive.attribute("Isaac-Plugin");
    }

    /** The publisher's id. */
    public String publisher() {
        return archive.attribute("Isaac-Publisher");
    }

    /** The version. */
    public String version() {
        return archive.attribute("Bundle-Version");
    }

    /** The symbolic name. */
    public String symbolicName() throws TrustException {
        return HeaderClause.parse(archive.attribute("Bundle-SymbolicName"))
                .get(0)
                .path();
    }

    /** A header, empty when absent. */
    public String header(String name) {
        return archive.attribute(name);
    }

    /** The commands, by name. */
    public List<CommandEntry> commands() {
        return commands;
    }

    /** The signature inside of the jar, checked wholly; empty when there is none. */
    public Optional<JarSignature> signature() {
        return signature;
    }

    /** What the code can reach, as far as can be seen. */
    public CodeReport code() {
        return code;
    }

    /** The tags. */
    public List<String> tags() {
        return list("Isaac-Tags");
    }

    /** The declared permissions. */
    public List<String> permissions() {
        return list(Permissions.HEADER);
    }

    private List<String> list(String header) {
        return Arrays.stream(archive.attribute(header).split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** The other plugins that it needs. */
    public List<Requirement> requires() throws TrustException {
        List<Requirement> requirements = new ArrayList<>();
        for (HeaderClause clause : HeaderClause.parse(archive.attribute("Require-Capability"))) {
            if (!clause.path().equals(CAPABILITY)) {
                continue;
            }
            String filter = Objects.requireNonNullElse(clause.directives().get("filter"), "");
            Matcher plugin = PLUGIN.matcher(filter);
            if (!plugin.find() || !PluginIds.valid(plugin.group(1))) {
                throw new TrustException(
                        Kind.MALFORMED,
                        "a requirement names no plugin: " + filter,
                        "write filter:=\"(&(isaac.plugin=ID)(version>=1.0)(!(version>=2.0)))\"");
            }
            boolean optional = "optional".equals(clause.directives().get("resolution"));
            requirements.add(new Requirement(plugin.group(1), range(filter), optional));
        }
        return requirements;
    }

    private static String range(String filter) {
        Matcher ceiling = CEILING.matcher(filter);
        Matcher maximum = MAXIMUM.matcher(filter);
        boolean below = ceiling.find();
        String withoutCeiling = below ? ceiling.replaceAll("") : filter;
        Matcher floor = FLOOR.matcher(withoutCeiling);
        String low = floor.find() ? floor.group(1) : "0";
        if (below) {
            return "[" + low + "," + ceilingOf(filter) + ")";
        }
        return maximum.find() ? "[" + low + "," + maximum.group(1) + "]" : low;
    }

    private static String ceilingOf(String filter) {
        Matcher ceiling = CEILING.matcher(filter);
        return ceiling.find() ? ceiling.group(1) : "";
    }

    /** The Java release that it needs; 17 when it does not say. */
    public int java() throws TrustException {
        for (HeaderClause clause : HeaderClause.parse(archive.attribute("Require-Capability"))) {
            Matcher release =
                    JAVA.matcher(Objects.requireNonNullElse(clause.directives().get("filter"), ""));
            if (clause.path().equals("osgi.ee") && release.find()) {
                return Integer.parseInt(release.group(1));
            }
        }
        return 17;
    }

    /** The range of the command API that it imports; empty when it imports none. */
    public String hostApi() throws TrustException {
        for (HeaderClause clause : HeaderClause.parse(archive.attribute("Import-Package"))) {
            if (clause.paths().contains("dev.isaac.command")) {
                return Objects.requireNonNullElse(clause.attributes().get("version"), "");
            }
        }
        return "";
    }

    /** Where it runs, as it says or as its native code does; empty: everywhere. */
    public List<String> platforms() throws TrustException {
        return Platforms.of(archive);
    }

    /** What its author signs. */
    public PluginStatement statement() throws TrustException {
        return new PluginStatement(
                id(), version(), publisher(), bytes.length, sha256(), symbolicName(), permissions(), requires());
    }

    /** Where the jar lies in the registry. */
    public String file() {
        return folder() + id() + "-" + version() + ".jar";
    }

    /** Where the statement lies in the registry. */
    public String statementFile() {
        return folder() + id() + "-" + version() + ".dsse.json";
    }

    private String folder() {
        return "plugins/" + id() + "/" + version() + "/";
    }

    /** The entry in {@code plugins/ID.json}. */
    public Map<String, Object> indexEntry(String published, String yankedReason) throws TrustException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("version", version());
        entry.put("channel", BundleVersion.parse(version()).isStable() ? "stable" : "beta");
        entry.put("published", published);
        entry.put("status", yankedReason.isEmpty() ? "available" : "yanked");
        if (!yankedReason.isEmpty()) {
            entry.put("reason", yankedReason);
        }
        entry.put("file", file());
        entry.put("length", (long) bytes.length);
        entry.put("sha256", sha256());
        entry.put("statement", statementFile());
        entry.put("symbolicName", symbolicName());
        List<Object> needs = new ArrayList<>();
        for (Requirement one : requires()) {
            Map<String, Object> need = new LinkedHashMap<>();
            need.put("plugin", one.plugin());
            need.put("range", one.range());
            need.put("optional", one.optional());
            needs.add(need);
        }
        entry.put("requires", needs);
        entry.put("permissions", permissions());
        entry.put("flags", code.flagWords());
        entry.put("java", (long) java());
        entry.put("hostApi", hostApi());
        if (!platforms().isEmpty()) {
            entry.put("platforms", platforms());
        }
        List<Object> names = new ArrayList<>();
        for (CommandEntry command : commands) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", command.name());
            one.put("summary", command.summary());
            names.add(one);
        }
        entry.put("commands", names);
        return entry;
    }
}
