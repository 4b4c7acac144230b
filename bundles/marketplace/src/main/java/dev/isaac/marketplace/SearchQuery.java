package dev.isaac.marketplace;

import java.util.List;
import java.util.Objects;

/**
 * What to look for in the catalogues.
 *
 * @param text words that must all be found, a small slip allowed; empty: everything
 * @param tags tags that a plugin must all carry
 * @param limit how many to return at most, one or more
 */
public record SearchQuery(String text, List<String> tags, int limit) {
    public SearchQuery {
        Objects.requireNonNull(text);
        tags = List.copyOf(tags);
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is one or more");
        }
    }
}
