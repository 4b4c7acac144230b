package dev.isaac.marketplace.internal.verify;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.VersionRange;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.SignerKey;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.archive.HostSurface;
import dev.isaac.trust.archive.InspectedArchive;
import dev.isaac.trust.archive.Platforms;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.StatementEnvelope;
import dev.isaac.trust.author.VerifiedStatement;
import dev.isaac.trust.jar.JarSignatureException;
import dev.isaac.trust.keys.VerificationKey;
import dev.isaac.trust.permission.ByteCodeScan;
import dev.isaac.trust.permission.CodeFlag;
import dev.isaac.trust.permission.CodeReport;
import dev.isaac.trust.permission.PermissionException;
import dev.isaac.trust.permission.Permissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must hold before bytes may run. Each refusal has its own code. Thread-safe: it has no state. */
public final class PluginVerifier {

    private PluginVerifier() {}

    /**
     * Checks that the author signed this release: an envelope with a valid signature by a key of the claim that owns the
     * name, over a statement that says what the index says.
     *
     * @return the key that signed
     */
    public static AuthorKey verifyStatement(Release release, byte[] envelope, Optional<Claim> claim)
            throws CommandException {
        if (claim.isEmpty()) {
            throw refused(
                            release,
                            "plugin.unclaimed",
                            "its name belongs to no publisher of registry '" + release.registry() + "'")
                    .exception();
        }
        if (!claim.get().publisher().equals(release.publisher())) {
            throw refused(
                            release,
                            "plugin.wrong-publisher",
                            "its name belongs to " + claim.get().publisher() + ", but " + release.publisher()
                                    + " offers it")
                    .exception();
        }
        VerifiedStatement verified = verify(release, envelope, claim.get().keys());
        requireSame(release, verified.statement());
        permissions(release);
        return verified.signer();
    }

    private static VerifiedStatement verify(Release release, byte[] envelope, List<AuthorKey> keys)
            throws CommandException {
        try {
            StatementEnvelope parsed = StatementEnvelope.parse(envelope);
            if (parsed.keyIds().isEmpty()) {
                throw unsigned(release).exception();
            }
            return parsed.verify(keys);
        } catch (TrustException e) {
            throw signatureFault(release, e).exception(e);
        }
    }

    /** The fault for a release whose author's statement is missing. */
    public static Fault unsigned(Release release) {
        return refused(release, "plugin.unsigned", "its author did not sign it");
    }

    private static Fault signatureFault(Release release, TrustException error) {
        return switch (error.kind()) {
            case UNCLAIMED ->
                refused(
                        release,
                        "plugin.wrong-signer",
                        "it is signed by a key that is not " + release.publisher() + "'s");
            case SIGNATURE, ALGORITHM ->
                refused(release, "plugin.bad-signature", "its author's signature is not valid");
            case MALFORMED,
                    EXPIRED,
                    ROLLBACK,
                    VERSION,
                    LENGTH,
                    HASH,
                    MISMATCH,
                    NOT_FOUND,
                    MISSING,
                    UNREACHABLE,
                    STORAGE,
                    LIMIT,
                    KEY_FILE,
                    ARCHIVE ->
                refused(
                        release,
                        "plugin.bad-statement",
                        "its author's statement cannot be read: " + error.getMessage());
        };
    }

    private static void requireSame(Release release, PluginStatement statement) throws CommandException {
        requireSame(release, "name", release.id().value(), statement.id());
        requireSame(release, "version", release.version(), version(release, statement.version()));
        requireSame(release, "publisher", release.publisher(), statement.publisher());
        requireSame(release, "length", release.length(), statement.length());
        requireSame(release, "SHA-256", release.sha256(), statement.sha256());
        requireSame(release, "bundle name", release.symbolicName(), statement.symbolicName());
        requireSame(
                release, "permissions", new TreeSet<>(release.permissions()), new TreeSet<>(statement.permissions()));
        Set<String> indexed = release.requires().stream()
                .map(need -> need.plugin() + " " + need.range() + " " + need.optional())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> signed = new TreeSet<>();
        for (PluginStatement.Requirement need : statement.requires()) {
            signed.add(need.plugin() + " " + range(release, need.range()) + " " + need.optional());
        }
        requireSame(release, "needs", indexed, signed);
    }

    private static String range(Release release, String text) throws CommandException {
        try {
            return VersionRange.parse(text.isBlank() ? "0" : text).toString();
        } catch (IllegalArgumentException e) {
            throw refused(release, "plugin.bad-statement", "its author's statement names no valid range: " + text)
                    .exception(e);
        }
    }

    private static PluginVersion version(Release release, String text) throws CommandException {
        try {
            return PluginVersion.parse(text);
        } catch (IllegalArgumentException e) {
            throw refused(release, "plugin.bad-statement", "its author's statement names no valid version: " + text)
                    .exception(e);
        }
    }

    private static void requireSame(Release release, String what, Object indexed, Object signed)
            throws CommandException {
        if (!indexed.equals(signed)) {
            throw refused(
                            release,
                            "plugin.wrong-statement",
                            "registry and author differ about its " + what + ": " + indexed + ", and " + signed)
                    .detail("field", what)
                    .exception();
        }
    }

    /**
     * Checks the bytes: exactly those that were signed, a sound archive, the identity that was asked for, and no code that
     * reaches what the plugin does not declare.
     *
     * @param sha256 the digest of these bytes, computed over them in this process
     * @param signatures what is demanded of a signature inside of the jar
     * @return what the code can reach
     */
    public static CodeReport verifyArchive(
            Release release, byte[] bytes, String sha256, HostSurface host, JarSignatures signatures)
            throws CommandException {
        if (bytes.length < release.length()) {
            throw refused(
                            release,
                            "plugin.truncated",
                            "its file has " + bytes.length + " of " + release.length() + " bytes")
                    .exception();
        }
        if (bytes.length != release.length() || !sha256.equals(release.sha256())) {
            throw refused(release, "plugin.tampered", "its bytes are not those that its author signed")
                    .exception();
        }
        InspectedArchive archive;
        ByteCodeScan scan = new ByteCodeScan();
        try {
            archive = new ArchiveInspector().inspectBundle(bytes, sha256, host, scan);
        } catch (ArchiveException e) {
            throw archiveFault(release, e).exception(e);
        }
        try {
            signatures.check(bytes, archive);
        } catch (JarSignatureException e) {
            throw refused(release, e.code(), String.valueOf(e.getMessage())).exception(e);
        }
        if (HostNames.isReserved(release.symbolicName())) {
            throw refused(
                            release,
                            "plugin.host-name",
                            "its bundle has the name " + release.symbolicName() + ", as only a part of ISAAC can have")
                    .exception();
        }
        requireIdentity(release, archive, "Isaac-Plugin", release.id().value());
        requireIdentity(release, archive, "Isaac-Publisher", release.publisher());
        String symbolicName = archive.attribute("Bundle-SymbolicName");
        int parameters = symbolicName.indexOf(';');
        requireIdentity(
                release,
                "Bundle-SymbolicName",
                parameters < 0
                        ? symbolicName.trim()
                        : symbolicName.substring(0, parameters).trim(),
                release.symbolicName());
        requireIdentity(
                release,
                "Bundle-Version",
                normalized(archive.attribute("Bundle-Version").trim()),
                release.version().toString());
        requirePlatforms(release, archive);
        Set<String> declared = Arrays.stream(
                        archive.attribute("Isaac-Permissions").split(","))
                .map(String::trim)
                .filter(permission -> !permission.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!declared.equals(new TreeSet<>(release.permissions()))) {
            throw refused(
                            release,
                            "plugin.wrong-identity",
                            "its manifest asks for the permissions " + declared + ", the registry says "
                                    + new TreeSet<>(release.permissions()))
                    .exception();
        }
        try {
            CodeReport report = scan.report(archive);
            report.require(permissions(release));
            requireDisclosed(release, report);
            return report;
        } catch (PermissionException e) {
            throw permissionFault(release, e).exception(e);
        }
    }

    /** What the registry says of platforms decides what is chosen; the framework would find out too late. */
    private static void requirePlatforms(Release release, InspectedArchive archive) throws CommandException {
        Set<String> said = new TreeSet<>(release.platforms());
        Set<String> real;
        try {
            real = new TreeSet<>(Platforms.of(archive));
        } catch (ArchiveException e) {
            throw archiveFault(release, e).exception(e);
        }
        if (!real.equals(said)) {
            throw refused(
                            release,
                            "plugin.wrong-identity",
                            "its manifest says that it runs on " + platforms(real) + ", the registry says "
                                    + platforms(said))
                    .exception();
        }
    }

    private static String platforms(Set<String> names) {
        return names.isEmpty() ? "every platform" : String.join(", ", names);
    }

    /** What the user was told about the code before must be all that there is to tell. */
    private static void requireDisclosed(Release release, CodeReport report) throws CommandException {
        for (CodeFlag flag : report.flags().keySet()) {
            if (!release.flags().contains(flag.word())) {
                throw refused(
                                release,
                                "plugin.undisclosed-code",
                                "it " + flag.sentence() + ", and the registry does not say so ("
                                        + report.flags()
                                                .getOrDefault(flag, List.of())
                                                .get(0) + ")")
                        .detail("flag", flag.word())
                        .exception();
            }
        }
    }

    private static Permissions permissions(Release release) throws CommandException {
        try {
            return Permissions.of(release.permissions());
        } catch (PermissionException e) {
            throw permissionFault(release, e).exception(e);
        }
    }

    private static Fault permissionFault(Release release, PermissionException error) {
        Fault fault = refused(release, error.code(), String.valueOf(error.getMessage()));
        return error.hint().isEmpty()
                ? fault
                : fault.hint("Nothing was changed. To tell " + release.publisher() + ": " + error.hint() + ".");
    }

    private static String normalized(String version) {
        try {
            return PluginVersion.parse(version).toString();
        } catch (IllegalArgumentException e) {
            return version;
        }
    }

    private static void requireIdentity(Release release, InspectedArchive archive, String header, String expected)
            throws CommandException {
        requireIdentity(release, header, archive.attribute(header).trim(), expected);
    }

    private static void requireIdentity(Release release, String header, String actual, String expected)
            throws CommandException {
        if (!actual.equals(expected)) {
            throw refused(
                            release,
                            "plugin.wrong-identity",
                            "its manifest says " + header + ": " + (actual.isEmpty() ? "nothing" : actual)
                                    + ", the registry says " + expected)
                    .detail("header", header)
                    .exception();
        }
    }

    private static Fault archiveFault(Release release, ArchiveException error) {
        String code =
                switch (error.fault()) {
                    case HOST_EXPORT -> "plugin.exports-host-package";
                    case HOST_NAME -> "plugin.host-name";
                    case FRAGMENT -> "plugin.fragment";
                    default -> error.code();
                };
        return refused(release, code, String.valueOf(error.getMessage()));
    }

    /**
     * Checks the stored bytes of an installed plugin with what was recorded when it was installed.
     *
     * @param bytes read from the store, which verified that they have the recorded digest
     * @param keys the keys that this process has read
     */
    public static void verifyInstalled(PluginRecord plugin, byte[] bytes, byte[] envelope, SignerKeys keys)
            throws CommandException {
        SignerKey signer = plugin.signer();
        try {
            VerificationKey key = keys.key(signer);
            PluginStatement statement = StatementEnvelope.parse(envelope)
                    .verify(List.of(new AuthorKey(key, Instant.EPOCH)))
                    .statement();
            boolean same = key.keyId().equals(signer.keyId())
                    && statement.id().equals(plugin.id().value())
                    && PluginVersion.parse(statement.version()).equals(plugin.version())
                    && statement.sha256().equals(plugin.sha256())
                    && statement.length() == bytes.length;
            if (!same) {
                throw new TrustException(TrustException.Kind.MISMATCH, "the statement is about something else");
            }
        } catch (TrustException | IllegalArgumentException e) {
            throw Fault.of(
                            FaultKind.VERIFICATION,
                            "plugin.tampered",
                            "What is stored of " + plugin.id() + " " + plugin.version()
                                    + " is not what its author signed: " + e.getMessage() + ".")
                    .hint(repair(plugin))
                    .exception(e);
        }
    }

    /** What to do about an installed plugin whose stored bytes are not as they were. */
    public static String repair(PluginRecord plugin) {
        return "marketplace install " + plugin.id() + " fetches it again; its data stays.";
    }

    private static Fault refused(Release release, String code, String why) {
        return Fault.of(
                        FaultKind.VERIFICATION,
                        code,
                        release.id() + " " + release.version() + " is refused: " + why + ".")
                .hint("Nothing was changed; tell " + release.publisher() + " or the operator of registry '"
                        + release.registry() + "'.");
    }
}
