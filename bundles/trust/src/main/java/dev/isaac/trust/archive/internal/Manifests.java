package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a manifest strictly: what two readers could understand differently is refused. */
final class Manifests {

    static final String NAME = "META-INF/MANIFEST.MF";
    static final int MAX_BYTES = 4 * 1024 * 1024;
    /** The platform's reader takes no longer lines, their ends included; others do. */
    private static final int MAX_LINE = 512;
    /** This and the next are no characters, and one framework takes the last for the end of a header. */
    private static final int NO_CHARACTER = 0xfffe;

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,69}");

    private Manifests() {}

    /** The main attributes, in their order. */
    static Map<String, String> mainAttributes(byte[] manifest) throws ArchiveException {
        List<byte[]> lines = unfold(manifest);
        Map<String, String> main = new LinkedHashMap<>();
        Set<String> sections = new HashSet<>();
        Set<String> seen = new HashSet<>();
        boolean inMain = true;
        boolean expectName = false;
        for (byte[] line : lines) {
            if (line.length == 0) {
                inMain = false;
                expectName = true;
                continue;
            }
            String text = decode(line);
            int colon = text.indexOf(": ");
            if (colon < 0 || !HEADER.matcher(text.substring(0, colon)).matches()) {
                throw malformed("a line is no header");
            }
            String name = text.substring(0, colon);
            String value = text.substring(colon + 2);
            if (expectName) {
                if (!name.equals("Name") || !sections.add(value)) {
                    throw malformed("a section does not start with a name of its own");
                }
                seen.clear();
                expectName = false;
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw malformed("a header occurs twice: " + name);
            }
            if (inMain) {
                main.put(name, value);
            }
        }
        if (main.isEmpty() || !main.keySet().iterator().next().equals("Manifest-Version")) {
            throw malformed("it does not start with Manifest-Version");
        }
        return main;
    }

    /** Lines with their continuations joined: a line may be cut within a character. */
    private static List<byte[]> unfold(byte[] manifest) throws ArchiveException {
        List<ByteArrayOutputStream> lines = new ArrayList<>();
        int start = 0;
        while (start < manifest.length) {
            int end = start;
            while (end < manifest.length && manifest[end] != '\n') {
                end++;
            }
            if (end == manifest.length) {
                throw malformed("its last line has no end");
            }
            if (end + 1 - start > MAX_LINE) {
                throw malformed("a line is too long");
            }
            int stop = end > start && manifest[end - 1] == '\r' ? end - 1 : end;
            boolean continued = stop > start && manifest[start] == ' ';
            if (continued && (lines.isEmpty() || lines.get(lines.size() - 1).size() == 0)) {
                throw malformed("a continuation continues nothing");
            }
            ByteArrayOutputStream line = continued ? lines.get(lines.size() - 1) : new ByteArrayOutputStream();
            int from = continued ? start + 1 : start;
            line.write(manifest, from, stop - from);
            if (!continued) {
                lines.add(line);
            }
            start = end + 1;
        }
        return lines.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    private static String decode(byte[] line) throws ArchiveException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            if (text.chars().anyMatch(c -> (Character.isISOControl(c) && c != '\t') || c >= NO_CHARACTER)) {
                throw malformed("it has a control character");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw malformed("it is not UTF-8");
        }
    }

    private static ArchiveException malformed(String detail) {
        return new ArchiveException(ArchiveFault.MANIFEST, detail);
    }
}
