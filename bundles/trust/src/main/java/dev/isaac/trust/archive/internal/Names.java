package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a name in an archive may be, by itself and beside the others. */
final class Names {

    private static final int MAX_BYTES = 1024;
    private static final String META_INF = "META-INF/";

    private Names() {}

    /** UTF-8 where the entry says so; otherwise ASCII, because readers disagree on everything beyond. */
    static String decode(byte[] raw, boolean utf8) throws ArchiveException {
        if (raw.length > MAX_BYTES) {
            throw new ArchiveException(ArchiveFault.NAME_TOO_LONG, raw.length + " bytes");
        }
        try {
            return (utf8 ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ArchiveException(ArchiveFault.NAME_ENCODING, printable(new String(raw, StandardCharsets.UTF_8)));
        }
    }

    /** Checks one name. */
    static void check(String name) throws ArchiveException {
        if (name.isEmpty()) {
            throw new ArchiveException(ArchiveFault.EMPTY_NAME, "");
        }
        checkCharacters(name);
        if (name.startsWith("/")) {
            throw new ArchiveException(ArchiveFault.ABSOLUTE_PATH, name);
        }
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty()) {
                throw new ArchiveException(ArchiveFault.EMPTY_NAME, name);
            }
            if (segment.equals(".") || segment.equals("..")) {
                throw new ArchiveException(ArchiveFault.PARENT_PATH, name);
            }
            if (segment.endsWith(".") || segment.endsWith(" ")) {
                throw new ArchiveException(ArchiveFault.RESERVED_NAME, name);
            }
        }
        if (name.regionMatches(true, 0, META_INF, 0, META_INF.length()) && !name.startsWith(META_INF)) {
            throw new ArchiveException(ArchiveFault.CASE_VARIANT, name);
        }
        if (name.equalsIgnoreCase(Manifests.NAME) && !name.equals(Manifests.NAME)) {
            throw new ArchiveException(ArchiveFault.CASE_VARIANT, name);
        }
    }

    private static void checkCharacters(String name) throws ArchiveException {
        boolean ascii = true;
        for (int at = 0, c; at < name.length(); at += Character.charCount(c)) {
            c = name.codePointAt(at);
            ascii &= c < 0x80;
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                throw new ArchiveException(ArchiveFault.CONTROL_CHARACTER, printable(name));
            }
            if (type == Character.FORMAT) {
                throw new ArchiveException(ArchiveFault.BIDIRECTIONAL, printable(name));
            }
            if (c == '\\') {
                throw new ArchiveException(ArchiveFault.BACKSLASH, name);
            }
            if (c == ':') {
                throw new ArchiveException(ArchiveFault.DRIVE_PATH, name);
            }
        }
        // What is plain ASCII is normalized; asking costs more than all other checks together.
        if (!ascii && !Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
            throw new ArchiveException(ArchiveFault.NOT_NFC, printable(name));
        }
    }

    /** Checks the names beside each other: equal, equal but for case, a file where another needs a folder. */
    static void checkAll(List<CentralEntry> entries) throws ArchiveException {
        Map<String, String> folded = new HashMap<>();
        Set<String> files = new HashSet<>();
        for (CentralEntry entry : entries) {
            String name = entry.name();
            String path = entry.isFolder() ? name.substring(0, name.length() - 1) : name;
            String before = folded.put(fold(path), name);
            if (before != null) {
                throw new ArchiveException(conflict(before, name), name);
            }
            if (!entry.isFolder()) {
                files.add(name);
            }
        }
        for (CentralEntry entry : entries) {
            String name = entry.name();
            for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
                if (files.contains(name.substring(0, slash))) {
                    throw new ArchiveException(ArchiveFault.FILE_AND_FOLDER, name.substring(0, slash));
                }
            }
        }
    }

    private static ArchiveFault conflict(String before, String name) {
        if (before.equals(name)) {
            return ArchiveFault.DUPLICATE_ENTRY;
        }
        return before.endsWith("/") == name.endsWith("/") ? ArchiveFault.CASE_VARIANT : ArchiveFault.FILE_AND_FOLDER;
    }

    /** Upper then lower: what a file system that ignores case would take for one name. */
    static String fold(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** A name that can be shown without harm. */
    private static String printable(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints().limit(200).forEach(c -> {
            if (c >= 0x20 && c < 0x7f) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format("\\u{%x}", c));
            }
        });
        return out.toString();
    }
}
