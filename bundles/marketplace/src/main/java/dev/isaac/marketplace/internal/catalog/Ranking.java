package dev.isaac.marketplace.internal.catalog;

import dev.isaac.marketplace.PluginSummary;
import dev.isaac.marketplace.SearchQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Orders plugins by how well they fit a query: the exact name, then its beginning, a word of it, tags, the summary, the
 * description, and last a name that is one slip away. Every word of the query must fit somewhere.
 */
final class Ranking {

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int EXACT = 1000;
    private static final int NAME_PREFIX = 500;
    private static final int NAME_WORD = 400;
    private static final int NAME_WORD_PREFIX = 300;
    private static final int NAME_PART = 200;
    private static final int TAG = 180;
    private static final int TAG_PREFIX = 120;
    private static final int AUTHOR = 90;
    private static final int SUMMARY = 80;
    private static final int SUMMARY_PREFIX = 60;
    private static final int DESCRIPTION = 40;
    private static final int DESCRIPTION_PREFIX = 20;
    private static final int SLIP = 10;
    private static final int SHORTEST_WITH_SLIP = 4;
    private static final int SHORTEST_WITH_TWO_SLIPS = 8;

    private record Ranked(PluginSummary plugin, int score) {}

    private Ranking() {}

    static List<PluginSummary> rank(List<PluginSummary> plugins, SearchQuery query) {
        List<String> terms = words(query.text());
        List<Ranked> found = new ArrayList<>();
        for (PluginSummary plugin : plugins) {
            int score = hasTags(plugin, query.tags()) ? score(plugin, terms, query.text()) : -1;
            if (score >= 0) {
                found.add(new Ranked(plugin, score));
            }
        }
        found.sort(Comparator.comparingInt(Ranked::score)
                .reversed()
                .thenComparing(
                        ranked -> ranked.plugin()
                                .statistics()
                                .map(statistics -> statistics.downloads())
                                .orElse(0L),
                        Comparator.reverseOrder())
                .thenComparing(ranked -> ranked.plugin().id()));
        return found.stream().limit(query.limit()).map(Ranked::plugin).toList();
    }

    private static boolean hasTags(PluginSummary plugin, List<String> tags) {
        return tags.stream().allMatch(tag -> plugin.tags().stream().anyMatch(tag::equalsIgnoreCase));
    }

    /** Negative when the plugin does not fit. */
    private static int score(PluginSummary plugin, List<String> terms, String text) {
        if (plugin.id().value().equalsIgnoreCase(text.trim())) {
            return EXACT;
        }
        int sum = 0;
        for (String term : terms) {
            int score = score(plugin, term);
            if (score == 0) {
                return -1;
            }
            sum += score;
        }
        return sum;
    }

    private static int score(PluginSummary plugin, String term) {
        String id = plugin.id().value();
        List<String> idWords = words(id);
        if (id.startsWith(term)) {
            return NAME_PREFIX;
        }
        if (idWords.contains(term)) {
            return NAME_WORD;
        }
        if (startsAny(idWords, term)) {
            return NAME_WORD_PREFIX;
        }
        if (id.contains(term)) {
            return NAME_PART;
        }
        return Math.max(scoreTexts(plugin, term), isNear(id, idWords, plugin.tags(), term) ? SLIP : 0);
    }

    private static int scoreTexts(PluginSummary plugin, String term) {
        List<String> tags =
                plugin.tags().stream().map(tag -> tag.toLowerCase(Locale.ROOT)).toList();
        if (tags.contains(term)) {
            return TAG;
        }
        if (startsAny(tags, term)) {
            return TAG_PREFIX;
        }
        if (words(plugin.author() + " " + plugin.publisher()).contains(term)) {
            return AUTHOR;
        }
        int summary = scoreText(plugin.summary(), term, SUMMARY, SUMMARY_PREFIX);
        return summary > 0 ? summary : scoreText(plugin.description(), term, DESCRIPTION, DESCRIPTION_PREFIX);
    }

    private static int scoreText(String text, String term, int word, int prefix) {
        List<String> words = words(text);
        if (words.contains(term)) {
            return word;
        }
        return startsAny(words, term) ? prefix : 0;
    }

    private static boolean isNear(String id, List<String> idWords, List<String> tags, String term) {
        if (term.length() < SHORTEST_WITH_SLIP) {
            return false;
        }
        int slips = term.length() < SHORTEST_WITH_TWO_SLIPS ? 1 : 2;
        return distance(id, term) <= slips
                || idWords.stream().anyMatch(word -> distance(word, term) <= slips)
                || tags.stream().anyMatch(tag -> distance(tag.toLowerCase(Locale.ROOT), term) <= slips);
    }

    /** The name that is nearest to what was asked for, if it is near enough to be meant. */
    static List<String> nearest(List<String> names, String asked) {
        int slips = asked.length() < SHORTEST_WITH_SLIP ? 1 : 2;
        return names.stream()
                .filter(name -> distance(name, asked) <= slips || name.startsWith(asked) || asked.startsWith(name))
                .sorted(Comparator.comparingInt((String name) -> distance(name, asked))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(3)
                .toList();
    }

    private static boolean startsAny(List<String> words, String term) {
        return words.stream().anyMatch(word -> word.startsWith(term));
    }

    private static List<String> words(String text) {
        return Arrays.stream(SEPARATORS.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int best = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
