package dev.isaac.testing.archives;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/** The corpus of hostile archives, each with the code that must refuse it. */
public final class HostileArchives {

    private static final String TEXT = "some text that is long enough to be worth packing, packing, packing";

    private final Map<String, Case> cases = new LinkedHashMap<>();

    /**
     * A hostile archive.
     *
     * @param code the code that must refuse it
     * @param archive makes it
     */
    public record Case(String code, Supplier<byte[]> archive) {}

    private HostileArchives() {}

    /** All cases, by a name that says what is wrong. */
    public static Map<String, Case> all() {
        HostileArchives corpus = new HostileArchives();
        corpus.ends();
        corpus.directories();
        corpus.headers();
        corpus.data();
        corpus.names();
        corpus.zip64();
        return corpus.cases;
    }

    private void forged(String name, String code, Consumer<ArchiveForge> change) {
        cases.put(name, new Case(code, () -> honest().with(change).toByteArray()));
    }

    private void entry(String name, String code, Consumer<ForgedEntry> change) {
        forged(name, code, forge -> change.accept(forge.entries.get(1)));
    }

    private void named(String name, String code, String entryName) {
        forged(name, code, forge -> forge.add(ForgedEntry.stored(entryName, "x")));
    }

    /** A bundle with a manifest, a stored and a deflated entry. */
    public static ArchiveForge honest() {
        return ArchiveForge.bundle()
                .add(ForgedEntry.stored("a/stored.txt", TEXT))
                .add(ForgedEntry.deflated("a/packed.txt", TEXT.getBytes(StandardCharsets.UTF_8)));
    }

    private void ends() {
        cases.put("nothing", new Case("archive.truncated", () -> new byte[0]));
        cases.put("text", new Case("archive.truncated", () -> TEXT.getBytes(StandardCharsets.UTF_8)));
        cases.put("truncated in the end record", new Case("archive.truncated", () -> cut(5)));
        cases.put("truncated in the directory", new Case("archive.truncated", () -> cut(60)));
        forged("prefix", "archive.prefix", forge -> forge.prefix = "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        forged("prefix that the offsets count", "archive.prefix", forge -> {
            forge.prefix = "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8);
            forge.prefixCounts = true;
        });
        forged("comment longer than said", "archive.trailing-bytes", forge -> {
            forge.comment = new byte[4];
            forge.commentError = -2;
        });
        forged("comment shorter than said", "archive.trailing-bytes", forge -> {
            forge.comment = new byte[4];
            forge.commentError = 2;
        });
        forged("trailing bytes", "archive.trailing-bytes", forge -> forge.trailing = new byte[] {0});
        forged(
                "signature in the comment",
                "archive.comment",
                forge -> forge.comment = "hello PK".getBytes(StandardCharsets.UTF_8));
        forged(
                "end record in the comment",
                "archive.trailing-bytes",
                forge -> forge.comment = ArchiveForge.empty()
                        .with(inner -> inner.trailing = new byte[] {0})
                        .toByteArray());
        forged(
                "end record that ends the comment",
                "archive.multiple-ends",
                forge -> forge.comment = ArchiveForge.empty().toByteArray());
        forged("archive after an archive", "archive.multiple-ends", forge -> forge.prefix = honest().toByteArray());
        forged("second disk", "archive.multi-disk", forge -> forge.disk = 1);
        forged("end record of zip64 that differs where nothing needs it", "archive.zip64", forge -> {
            forge.zip64 = true;
            forge.saturated = false;
            forge.zip64CountError = 1;
        });
        forged("gap before the directory", "archive.gap", forge -> forge.beforeDirectory = new byte[10]);
    }

    private static byte[] cut(int bytes) {
        byte[] all = honest().toByteArray();
        return Arrays.copyOf(all, all.length - bytes);
    }

    private void directories() {
        forged("more entries announced", "archive.directory", forge -> forge.countError = 1);
        forged("fewer entries announced", "archive.directory", forge -> forge.countError = -1);
        forged("longer directory announced", "archive.directory", forge -> forge.sizeError = 4);
        entry("entry on another disk", "archive.multi-disk", entry -> entry.disk = 1);
        entry("entry comment", "archive.comment", entry -> entry.comment = new byte[] {'x'});
        entry("hidden local entry", "archive.hidden-entry", entry -> entry.listed = false);
        entry("gap between entries", "archive.gap", entry -> entry.afterData = new byte[3]);
        entry(
                "entry hidden between entries",
                "archive.hidden-entry",
                entry -> entry.afterData = Arrays.copyOf(honest().toByteArray(), 100));
        entry("listed but not there", "archive.overlap", entry -> entry.present = false);
        entry("offset into the middle", "archive.hidden-entry", entry -> entry.offsetError = 4);
        entry("offset of another entry", "archive.overlap", entry -> entry.offset = 0);
        entry("offset beyond the end", "archive.overlap", entry -> entry.offset = 1_000_000);
        forged(
                "duplicate entry",
                "archive.duplicate-entry",
                forge -> forge.add(ForgedEntry.stored("a/stored.txt", "x")));
    }

    private void headers() {
        entry(
                "other local name",
                "archive.header-mismatch",
                entry -> entry.localName = "a/sTored.txt".getBytes(StandardCharsets.UTF_8));
        entry("other local method", "archive.header-mismatch", entry -> entry.local.method = 8);
        entry("other local flags", "archive.header-mismatch", entry -> entry.local.flags = 0);
        entry("other local size", "archive.header-mismatch", entry -> entry.local.size++);
        entry("other local packed size", "archive.header-mismatch", entry -> entry.local.packed--);
        entry("other local checksum", "archive.header-mismatch", entry -> entry.local.crc ^= 1);
        entry("other local time", "archive.header-mismatch", entry -> entry.local.time++);
        entry("newer format in the directory only", "archive.method", entry -> entry.central.version = 63);
        entry("newer local format", "archive.method", entry -> entry.local.version = 63);
        entry("deflate64", "archive.method", entry -> entry.both(header -> header.method = 9));
        entry("patched data", "archive.flags", entry -> entry.both(header -> header.flags |= 0x20));
        entry("unknown method", "archive.method", entry -> entry.both(header -> header.method = 12));
        entry("newer format", "archive.method", entry -> entry.both(header -> header.version = 63));
        entry("encrypted", "archive.encrypted", entry -> entry.both(header -> header.flags |= 1));
        entry("strongly encrypted", "archive.encrypted", entry -> entry.both(header -> header.flags |= 0x41));
        entry("masked headers", "archive.encrypted", entry -> entry.both(header -> header.flags |= 0x2000));
        entry("unknown flag", "archive.flags", entry -> entry.both(header -> header.flags |= 0x10));
        entry("symbolic link", "archive.symlink", entry -> entry.attributes = 0xa1ff0000L);
        forged(
                "folder with a file's mode",
                "archive.file-and-folder",
                forge -> forge.add(ForgedEntry.folder("b/").with(folder -> folder.attributes = 0x81ff0000L)));
        entry("file of no type", "archive.symlink", entry -> entry.attributes = 0xffff0000L);
        entry("device", "archive.symlink", entry -> entry.attributes = 0x61ff0000L);
        entry("file marked as folder", "archive.file-and-folder", entry -> entry.attributes = 0x41ff0000L);
        extra(
                "unicode path field",
                "archive.extra-field",
                new Bytes().u16(0x7075).u16(0));
        path("unicode path of another name", "a/other.txt", 0, 1);
        path("unicode path for another header", "a/stored.txt", 1, 1);
        path("unicode path of an unknown version", "a/stored.txt", 0, 2);
        entry(
                "unknown field in the local header only",
                "archive.extra-field",
                entry -> entry.local.extra = new Bytes().u16(0x4242).u16(0).toByteArray());
        entry("zip64 sizes in the local header that differ", "archive.header-mismatch", entry -> {
            entry.local.size++;
            entry.wideLocal();
        });
        extra("unknown field", "archive.extra-field", new Bytes().u16(0x4242).u16(0));
        extra(
                "field that ends early",
                "archive.extra-field",
                new Bytes().u16(0x5455).u16(9));
        extra("half a field", "archive.extra-field", new Bytes().u16(0x5455));
        extra(
                "field twice",
                "archive.extra-field",
                new Bytes().u16(0xcafe).u16(0).u16(0xcafe).u16(0));
        extra("encryption field", "archive.encrypted", new Bytes().u16(0x9901).u16(0));
    }

    private void path(String name, String path, int crcError, int version) {
        byte[] text = path.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update("a/stored.txt".getBytes(StandardCharsets.UTF_8));
        Bytes field = new Bytes()
                .u16(0x7075)
                .u16(5 + text.length)
                .raw(new byte[] {(byte) version})
                .u32(crc.getValue() + crcError)
                .raw(text);
        extra(name, "archive.extra-field", field);
    }

    private void extra(String name, String code, Bytes extra) {
        entry(name, code, entry -> entry.both(header -> header.extra = extra.toByteArray()));
    }

    private void data() {
        entry("false checksum", "archive.crc", entry -> entry.both(header -> header.crc ^= 1));
        entry("stored with two sizes", "archive.size", entry -> entry.both(header -> header.size++));
        packed("unpacks to more", "archive.size", entry -> entry.both(header -> header.size--));
        packed("unpacks to less", "archive.size", entry -> entry.both(header -> header.size++));
        packed("bytes after the packed data", "archive.deflate", entry -> {
            entry.packed = Arrays.copyOf(entry.packed, entry.packed.length + 3);
            entry.both(header -> header.packed += 3);
        });
        packed("packed data ends early", "archive.deflate", entry -> {
            entry.packed = Arrays.copyOf(entry.packed, entry.packed.length - 3);
            entry.both(header -> header.packed -= 3);
        });
        packed("no packed data", "archive.deflate", entry -> entry.packed[0] = 7);
        packed("false descriptor", "archive.data-descriptor", entry -> entry.descriptor().afterData[5] ^= 1);
        packed("descriptor without its mark", "archive.data-descriptor", entry -> entry.descriptor().afterData[0] = 0);
        packed("short descriptor", "archive.data-descriptor", entry -> {
            entry.descriptor();
            entry.afterData = new byte[4];
        });
        packed("bytes after the descriptor", "archive.gap", entry -> {
            entry.descriptor();
            entry.afterData = Arrays.copyOf(entry.afterData, 40);
        });
        packed("descriptor with sizes of zip64 that nothing announces", "archive.data-descriptor", entry -> {
            entry.wideDescriptor();
            entry.local.extra = new byte[0];
            entry.local.size = 0;
            entry.local.packed = 0;
        });
        packed(
                "descriptor without the sizes of zip64 that are announced",
                "archive.data-descriptor",
                entry -> entry.descriptor().wideLocal());
        forged("checksum that looks like the mark of a descriptor", "archive.data-descriptor", forge -> {
            ForgedEntry entry = ForgedEntry.deflated("mark", Checksums.suffixed(TEXT, 0x08074b50));
            entry.descriptor();
            entry.afterData = Arrays.copyOfRange(entry.afterData, 4, 16);
            forge.add(entry);
        });
        entry("stored with a descriptor", "archive.data-descriptor", entry -> entry.descriptor());
        forged("folder with data", "archive.folder-with-data", forge -> forge.add(ForgedEntry.stored("b/", "data")));
        forged(
                "bomb by ratio",
                "archive.ratio",
                forge -> forge.add(ForgedEntry.deflated("zeros", new byte[4 * 1024 * 1024])));
    }

    private void packed(String name, String code, Consumer<ForgedEntry> change) {
        forged(name, code, forge -> change.accept(forge.entries.get(2)));
    }

    private void names() {
        named("empty name", "archive.empty-name", "");
        named("empty segment", "archive.empty-name", "a//b");
        named("absolute path", "archive.absolute-path", "/etc/passwd");
        named("parent path", "archive.parent-path", "a/../../b");
        named("dot path", "archive.parent-path", "a/./b");
        named("drive path", "archive.drive-path", "C:evil");
        named("alternate stream", "archive.drive-path", "a:stream");
        named("backslash", "archive.backslash", "a\\b");
        named("end of a text", "archive.control-character", "a\0.class");
        named("device", "archive.reserved-name", "a/NUL");
        named("device with an ending", "archive.reserved-name", "com1 .txt");
        named("device with a raised number", "archive.reserved-name", "lpt\u00b2.x/y");
        named("what no file is named on Windows", "archive.reserved-name", "a/what?");
        named("control character", "archive.control-character", "a\u0007b");
        named("line separator", "archive.control-character", "a\u2028b");
        named("right-to-left override", "archive.bidirectional", "a\u202egnp.exe");
        named("zero-width space", "archive.bidirectional", "a\u200bb");
        named("decomposed name", "archive.not-nfc", "u\u0308ber");
        named("trailing dot", "archive.reserved-name", "a./b");
        named("trailing space", "archive.reserved-name", "a ");
        named("long name", "archive.name-too-long", "x".repeat(2000));
        named("case variant", "archive.case-variant", "A/Stored.TXT");
        named("case variant of the manifest", "archive.case-variant", "META-INF/manifest.mf");
        named("case variant of META-INF", "archive.case-variant", "meta-inf/services/x");
        named("file where a folder is", "archive.file-and-folder", "a");
        named("folder where a file is", "archive.file-and-folder", "a/stored.txt/x");
        forged(
                "folder named as a file",
                "archive.file-and-folder",
                forge -> forge.add(ForgedEntry.folder("a/stored.txt/")));
        forged(
                "broken UTF-8",
                "archive.name-encoding",
                forge -> forge.add(ForgedEntry.stored("x", "x").with(entry -> {
                    entry.localName = new byte[] {'a', (byte) 0xc3};
                    entry.centralName = entry.localName;
                })));
        forged(
                "UTF-8 that is not marked",
                "archive.name-encoding",
                forge -> forge.add(ForgedEntry.stored("\u00fcber", "x").both(header -> header.flags = 0)));
    }

    private void zip64() {
        forged("zip64 record that differs", "archive.directory", forge -> {
            forge.zip64 = true;
            forge.zip64CountError = 70_000;
        });
        forged("zip64 locator that leads astray", "archive.zip64", forge -> {
            forge.zip64 = true;
            forge.locatorError = -4;
        });
        extra(
                "zip64 field that nothing needs",
                "archive.zip64",
                new Bytes().u16(1).u16(8).u64(5));
        entry("zip64 field missing", "archive.zip64", entry -> entry.both(header -> header.size = 0xffffffffL));
        entry(
                "zip64 field too short",
                "archive.zip64",
                entry -> entry.both(header -> {
                    header.size = 0xffffffffL;
                    header.extra = new Bytes().u16(1).u16(4).u32(5).toByteArray();
                }));
        entry(
                "zip64 size beyond all",
                "archive.zip64",
                entry -> entry.both(header -> {
                    header.size = 0xffffffffL;
                    header.extra = new Bytes().u16(1).u16(8).u64(-1).toByteArray();
                }));
    }
}
