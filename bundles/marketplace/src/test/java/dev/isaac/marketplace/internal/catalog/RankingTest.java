package dev.isaac.marketplace.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSummary;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.SearchQuery;
import dev.isaac.marketplace.Statistics;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankingTest {

    private final List<PluginSummary> catalogue = List.of(
            plugin("notes", "Keep notes in git", 5, "text"),
            plugin("git-helpers", "Show branches", 10, "git", "vcs"),
            plugin("git", "The tool itself", 0, "vcs"),
            plugin("my-git", "Another one", 0, "vcs"),
            plugin("digits", "Count digits", 0, "numbers"),
            plugin("json-tools", "Query documents", 7, "json"));

    @Test
    void exactNameComesFirstThenBeginningsWordsAndTexts() {
        assertThat(find("git")).containsExactly("git", "git-helpers", "my-git", "digits", "notes");
    }

    @Test
    void everyWordMustFit() {
        assertThat(find("git branches")).containsExactly("git-helpers");
        assertThat(find("git nothing")).isEmpty();
    }

    @Test
    void aSlipInANameIsForgiven() {
        assertThat(find("jsno")).containsExactly("json-tools");
        assertThat(find("git-hlepers")).contains("git-helpers");
        assertThat(find("nodes")).containsExactly("notes");
    }

    @Test
    void tagsNarrowTheSearch() {
        assertThat(ids(new SearchQuery("", List.of("vcs"), 10))).containsExactly("git-helpers", "git", "my-git");
        assertThat(ids(new SearchQuery("git", List.of("vcs", "git"), 10))).containsExactly("git-helpers");
    }

    @Test
    void limitHolds() {
        assertThat(ids(new SearchQuery("", List.of(), 2))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"abc, abc, 0", "abc, acb, 1", "abc, ab, 1", "abc, xyz, 3", "'', abc, 3"})
    void distanceCountsSlips(String a, String b, int distance) {
        assertThat(Ranking.distance(a, b)).isEqualTo(distance);
    }

    @Test
    void nearestNamesAreThoseThatMayBeMeant() {
        assertThat(Ranking.nearest(List.of("git-helpers", "notes", "json-tools"), "git-helper"))
                .containsExactly("git-helpers");
        assertThat(Ranking.nearest(List.of("git-helpers", "notes"), "zzzzzz")).isEmpty();
    }

    private List<String> find(String text) {
        return ids(new SearchQuery(text, List.of(), 10));
    }

    private List<String> ids(SearchQuery query) {
        return Ranking.rank(catalogue, query).stream()
                .map(plugin -> plugin.id().value())
                .toList();
    }

    private static PluginSummary plugin(String id, String summary, long downloads, String... tags) {
        return new PluginSummary(
                PluginId.of(id),
                PluginVersion.parse("1.0"),
                "isaac",
                "acme",
                "",
                summary,
                "",
                "",
                "",
                List.of(tags),
                "",
                Optional.of(new Statistics(downloads, 0, 0, 0)),
                Optional.empty());
    }
}
