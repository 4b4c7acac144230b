package dev.isaac.trust.archive;

/** Every reason to refuse an archive, each with its stable code. */
public enum ArchiveFault {
    TRUNCATED("archive.truncated", "the archive ends early, or is none"),
    TOO_LONG("archive.too-long", "the archive is longer than allowed"),
    PREFIX("archive.prefix", "bytes precede the archive's first entry"),
    GAP("archive.gap", "bytes that no entry accounts for lie in the archive"),
    TRAILING_BYTES("archive.trailing-bytes", "bytes follow the archive's end"),
    COMMENT("archive.comment", "a comment could be taken for a part of the archive, or belongs to an entry"),
    MULTIPLE_ENDS("archive.multiple-ends", "the archive has more than one end record"),
    MULTI_DISK("archive.multi-disk", "the archive spans several disks"),
    ZIP64("archive.zip64", "the zip64 records contradict the others"),
    DIRECTORY("archive.directory", "the central directory is inconsistent"),
    OVERLAP("archive.overlap", "entries overlap"),
    HIDDEN_ENTRY("archive.hidden-entry", "an entry is not in the central directory"),
    HEADER_MISMATCH("archive.header-mismatch", "an entry's two headers differ"),
    DATA_DESCRIPTOR("archive.data-descriptor", "an entry's data descriptor is inconsistent"),
    EXTRA_FIELD("archive.extra-field", "an entry's extra field is malformed or changes its meaning"),
    SIZE("archive.size", "an entry's size is not the stated one"),
    CRC("archive.crc", "an entry's checksum is not the stated one"),
    DEFLATE("archive.deflate", "an entry's compressed data is malformed"),
    METHOD("archive.method", "an entry uses an unknown compression method"),
    ENCRYPTED("archive.encrypted", "an entry is encrypted"),
    FLAGS("archive.flags", "an entry has unknown flags"),
    SYMLINK("archive.symlink", "an entry is a link or a special file"),
    DUPLICATE_ENTRY("archive.duplicate-entry", "two entries have one name"),
    CASE_VARIANT("archive.case-variant", "two entries have names that differ in case only"),
    FILE_AND_FOLDER("archive.file-and-folder", "a file and a folder have one name"),
    FOLDER_WITH_DATA("archive.folder-with-data", "a folder has data"),
    EMPTY_NAME("archive.empty-name", "an entry's name is empty or has an empty segment"),
    ABSOLUTE_PATH("archive.absolute-path", "an entry's path is absolute"),
    PARENT_PATH("archive.parent-path", "an entry's path has a '.' or '..' segment"),
    DRIVE_PATH("archive.drive-path", "an entry's path names a drive or stream"),
    BACKSLASH("archive.backslash", "an entry's path has a backslash"),
    CONTROL_CHARACTER("archive.control-character", "an entry's name has a control character"),
    BIDIRECTIONAL("archive.bidirectional", "an entry's name has a bidirectional or invisible character"),
    NOT_NFC("archive.not-nfc", "an entry's name is not in Unicode's composed form"),
    NAME_ENCODING("archive.name-encoding", "an entry's name is not UTF-8, or not marked as such"),
    NAME_TOO_LONG("archive.name-too-long", "an entry's name is too long"),
    RESERVED_NAME("archive.reserved-name", "an entry's name cannot be a file on every system"),
    TOO_MANY_ENTRIES("archive.too-many-entries", "the archive has more entries than allowed"),
    ENTRY_TOO_LARGE("archive.entry-too-large", "an entry is larger than allowed"),
    TOTAL_TOO_LARGE("archive.total-too-large", "the archive unpacks to more than allowed"),
    RATIO("archive.ratio", "an entry unpacks to suspiciously much"),
    NO_MANIFEST("archive.no-manifest", "the archive has no META-INF/MANIFEST.MF"),
    MANIFEST("archive.manifest", "the manifest is malformed"),
    NOT_A_BUNDLE("archive.not-a-bundle", "the archive is no OSGi bundle"),
    HOST_NAME("archive.host-name", "the bundle has the name of a host bundle"),
    HOST_CAPABILITY(
            "archive.host-capability", "the bundle provides or requires what only the framework may say in this way"),
    ACTIVATOR("archive.activator", "the bundle's activator is none of its own classes"),
    FRAGMENT("archive.fragment", "the bundle is a fragment"),
    HOST_EXPORT("archive.host-export", "the bundle exports a package of the host"),
    DYNAMIC_IMPORT("archive.dynamic-import", "the bundle imports packages dynamically without bound"),
    REQUIRE_BUNDLE("archive.require-bundle", "the bundle requires a host bundle's internals"),
    NATIVE_CODE("archive.native-code", "the bundle has native code that it does not declare"),
    NESTED_ARCHIVE("archive.nested-archive", "an archive in the bundle is hidden or refused"),
    CLASS_PATH("archive.class-path", "the bundle's class path leaves the bundle or is inconsistent"),
    CLASS_FILE("archive.class-file", "a class file is corrupt, misplaced, or of the platform"),
    CLASS_VERSION("archive.class-version", "a class file is too new"),
    MULTI_RELEASE("archive.multi-release", "the bundle means something else to another Java release"),
    SERVICE_PROVIDER("archive.service-provider", "the archive provides a service of the platform or host"),
    IDENTITY("archive.identity", "the manifest differs from what was asked for");

    private final String code;
    private final String sentence;

    ArchiveFault(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** One sentence without a full stop. */
    public String sentence() {
        return sentence;
    }
}
