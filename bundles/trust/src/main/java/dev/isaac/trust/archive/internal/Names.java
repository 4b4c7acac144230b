package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a name in an archive may be, by itself and beside the others. */
final class Names {

    private static final int MAX_BYTES = 1024;
    private static final String META_INF = "META-INF/";
    /** Windows takes these for devices, whatever follows the first dot; those with numbers are here by their first letters. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "com", "lpt");

    private static final String DEVICE_NUMBERS = "0123456789\u00b9\u00b2\u00b3";
    /** No file's name on Windows has these. */
    private static final String NO_FILE = "<>\"|?*";

    private Names() {}

    /** UTF-8 where the entry says so; otherwise ASCII, because readers disagree on everything beyond. */
    static String decode(byte[] raw, boolean utf8) throws ArchiveException {
        if (raw.length > MAX_BYTES) {
            throw new ArchiveException(ArchiveFault.NAME_TOO_LONG, raw.length + " bytes");
        }
        if (isPlain(raw)) {
            return new String(raw, StandardCharsets.ISO_8859_1);
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

    /** Whether it is ASCII, as nearly every name is: then much need not be asked. */
    private static boolean isPlain(byte[] raw) {
        for (byte b : raw) {
            if (b < 0) {
                return false;
            }
        }
        return true;
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
        int length = name.endsWith("/") ? name.length() - 1 : name.length();
        int start = 0;
        for (int at = 0; at <= length; at++) {
            if (at == length || name.charAt(at) == '/') {
                checkSegment(name, start, at);
                start = at + 1;
            }
        }
        if (name.regionMatches(true, 0, META_INF, 0, META_INF.length()) && !name.startsWith(META_INF)) {
            throw new ArchiveException(ArchiveFault.CASE_VARIANT, name);
        }
        if (name.equalsIgnoreCase(Manifests.NAME) && !name.equals(Manifests.NAME)) {
            throw new ArchiveException(ArchiveFault.CASE_VARIANT, name);
        }
    }

    private static void checkSegment(String name, int start, int end) throws ArchiveException {
        int length = end - start;
        if (length == 0) {
            throw new ArchiveException(ArchiveFault.EMPTY_NAME, name);
        }
        char last = name.charAt(end - 1);
        if (last == '.' && (length == 1 || (length == 2 && name.charAt(start) == '.'))) {
            throw new ArchiveException(ArchiveFault.PARENT_PATH, name);
        }
        if (last == '.' || last == ' ' || isDevice(name, start, end)) {
            throw new ArchiveException(ArchiveFault.RESERVED_NAME, name);
        }
    }

    private static boolean isDevice(String name, int start, int end) {
        int stop = start;
        while (stop < end && name.charAt(stop) != '.') {
            stop++;
        }
        while (stop > start && name.charAt(stop - 1) == ' ') {
            stop--;
        }
        int length = stop - start;
        if (length != 3 && length != 4) {
            return false;
        }
        String word = name.substring(start, start + 3).toLowerCase(Locale.ROOT);
        boolean numbered = word.equals("com") || word.equals("lpt");
        return DEVICES.contains(word)
                && (numbered ? length == 4 && DEVICE_NUMBERS.indexOf(name.charAt(start + 3)) >= 0 : length == 3);
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
            if (NO_FILE.indexOf(c) >= 0) {
                throw new ArchiveException(ArchiveFault.RESERVED_NAME, name);
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
        // Sorted so that what lies in a folder follows it directly: names have no character before the separator's.
        List<String> sorted = new ArrayList<>(entries.size());
        for (CentralEntry entry : entries) {
            String name = entry.name();
            String path = entry.isFolder() ? name.substring(0, name.length() - 1) : name;
            String before = folded.put(fold(path), name);
            if (before != null) {
                throw new ArchiveException(conflict(before, name), name);
            }
            sorted.add(name.replace('/', '\0'));
        }
        Collections.sort(sorted);
        for (int i = 1; i < sorted.size(); i++) {
            String before = sorted.get(i - 1);
            String name = sorted.get(i);
            boolean within =
                    name.length() > before.length() && name.charAt(before.length()) == '\0' && name.startsWith(before);
            if (within && !before.endsWith("\0")) {
                throw new ArchiveException(ArchiveFault.FILE_AND_FOLDER, before.replace('\0', '/'));
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
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
            }
        }
        return name.toLowerCase(Locale.ROOT);
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
