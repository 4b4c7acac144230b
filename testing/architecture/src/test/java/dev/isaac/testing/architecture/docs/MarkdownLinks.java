package dev.isaac.testing.architecture.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the relative links of a Markdown page: files exist, and headings that are named exist. */
final class MarkdownLinks {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(<?([^)\\s>]+)>?(?: \"[^\"]*\")?\\)");
    private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~).*");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?) *#*$");
    private static final Pattern REMOTE = Pattern.compile("^[a-z][a-z0-9+.-]*:.*");

    private MarkdownLinks() {}

    /** The links, outside code, that lead nowhere: "line N: target". */
    static List<String> broken(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        int number = 0;
        for (String line : prose(page)) {
            number++;
            Matcher matcher = LINK.matcher(line.replaceAll("`[^`]*`", ""));
            while (matcher.find()) {
                String target = matcher.group(1);
                if (!REMOTE.matcher(target).matches() && !leadsSomewhere(page, target)) {
                    broken.add("line " + number + ": " + target);
                }
            }
        }
        return broken;
    }

    private static boolean leadsSomewhere(Path page, String target) throws IOException {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path path = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(path)) {
            return false;
        }
        return hash < 0 || !path.toString().endsWith(".md") || anchors(path).contains(target.substring(hash + 1));
    }

    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        for (String line : prose(page)) {
            Matcher matcher = HEADING.matcher(line);
            if (matcher.matches()) {
                String slug = matcher.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                for (int i = 1, anchor = 0; !anchors.add(anchor == 0 ? slug : slug + "-" + anchor); i++) {
                    anchor = i;
                }
            }
        }
        return anchors;
    }

    /** The lines, with those in fenced code emptied. */
    private static List<String> prose(Path page) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(page)) {
            boolean fence = FENCE.matcher(line).matches();
            lines.add(code || fence ? "" : line);
            code ^= fence;
        }
        return lines;
    }
}
