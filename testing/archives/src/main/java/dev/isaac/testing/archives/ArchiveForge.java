package dev.isaac.testing.archives;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes an archive as it is told, right or wrong. */
public final class ArchiveForge {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /** The entries, in their order. */
    public final List<ForgedEntry> entries = new ArrayList<>();

    /** Before the first entry. */
    public byte[] prefix = {};

    /** Whether offsets count the prefix, as those of a program that unpacks itself do. */
    public boolean prefixCounts;

    /** Between the entries and the central directory. */
    public byte[] beforeDirectory = {};

    /** After the end record. */
    public byte[] trailing = {};

    /** The archive's comment. */
    public byte[] comment = {};

    /** Added to the length of the comment in the end record. */
    public int commentError;

    /** Added to the number of entries in the end record. */
    public int countError;

    /** Added to the directory's size in the end record. */
    public int sizeError;

    /** The number of this disk. */
    public int disk;

    /** Whether there are zip64 end records. */
    public boolean zip64;

    /** Whether the plain end record defers to those of zip64. */
    public boolean saturated = true;

    /** Added to the number of entries in the zip64 record. */
    public int zip64CountError;

    /** Added to the offset in the zip64 locator. */
    public int locatorError;

    /** An archive without entries. */
    public static ArchiveForge empty() {
        return new ArchiveForge();
    }

    /** A bundle with these further header lines, and nothing but a manifest. */
    public static ArchiveForge bundle(String... headers) {
        StringBuilder manifest = new StringBuilder(
                "Manifest-Version: 1.0\r\nBundle-ManifestVersion: 2\r\nBundle-SymbolicName: acme.tools\r\nBundle-Version: 1.0.0\r\n");
        for (String header : headers) {
            manifest.append(fold(header));
        }
        return withManifest(manifest + "\r\n");
    }

    /** An archive with that manifest. */
    public static ArchiveForge withManifest(String manifest) {
        return new ArchiveForge().add(ForgedEntry.stored(MANIFEST, manifest));
    }

    private static String fold(String header) {
        StringBuilder out = new StringBuilder();
        String rest = header;
        while (rest.length() > 70) {
            out.append(rest, 0, 70).append("\r\n");
            rest = " " + rest.substring(70);
        }
        return out.append(rest).append("\r\n").toString();
    }

    /** Adds an entry. */
    public ArchiveForge add(ForgedEntry entry) {
        entries.add(entry);
        return this;
    }

    /** Changes this forge. */
    public ArchiveForge with(Consumer<ArchiveForge> change) {
        change.accept(this);
        return this;
    }

    /** The archive. */
    public byte[] toByteArray() {
        Bytes out = new Bytes().raw(prefix);
        long before = prefixCounts ? 0 : prefix.length;
        List<Long> offsets = new ArrayList<>();
        for (ForgedEntry entry : entries) {
            offsets.add(out.size() - before);
            if (entry.present) {
                writeLocal(out, entry);
            }
        }
        out.raw(beforeDirectory);
        long start = out.size() - before;
        int count = 0;
        for (int i = 0; i < entries.size(); i++) {
            ForgedEntry entry = entries.get(i);
            if (entry.listed) {
                writeCentral(out, entry, (entry.offset >= 0 ? entry.offset : offsets.get(i)) + entry.offsetError);
                count++;
            }
        }
        long size = out.size() - before - start;
        writeEnd(out, start, size, count, before);
        return out.raw(trailing).toByteArray();
    }

    private static void writeLocal(Bytes out, ForgedEntry entry) {
        out.u32(0x04034b50L);
        writeCommon(out, entry.local);
        out.u16(entry.localName.length).u16(entry.local.extra.length);
        out.raw(entry.localName).raw(entry.local.extra).raw(entry.packed).raw(entry.afterData);
    }

    private static void writeCommon(Bytes out, ForgedEntry.Header header) {
        out.u16(header.version).u16(header.flags).u16(header.method).u32(header.time);
        out.u32(header.crc).u32(header.packed).u32(header.size);
    }

    private static void writeCentral(Bytes out, ForgedEntry entry, long offset) {
        out.u32(0x02014b50L).u16(0x0314);
        writeCommon(out, entry.central);
        out.u16(entry.centralName.length).u16(entry.central.extra.length).u16(entry.comment.length);
        out.u16(entry.disk).u16(0).u32(entry.attributes).u32(offset);
        out.raw(entry.centralName).raw(entry.central.extra).raw(entry.comment);
    }

    private void writeEnd(Bytes out, long start, long size, int count, long before) {
        if (zip64) {
            long at = out.size() - before;
            out.u32(0x06064b50L).u64(44).u16(45).u16(45).u32(0).u32(0);
            out.u64(count + zip64CountError)
                    .u64(count + zip64CountError)
                    .u64(size)
                    .u64(start);
            out.u32(0x07064b50L).u32(0).u64(at + locatorError).u32(1);
        }
        boolean defer = zip64 && saturated;
        out.u32(0x06054b50L).u16(disk).u16(0);
        out.u16(defer ? 0xffff : count + countError).u16(defer ? 0xffff : count + countError);
        out.u32(defer ? 0xffffffffL : size + sizeError).u32(defer ? 0xffffffffL : start);
        out.u16(comment.length + commentError).raw(comment);
    }
}
