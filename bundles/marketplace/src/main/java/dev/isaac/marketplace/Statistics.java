package dev.isaac.marketplace;

/**
 * What a registry counted for one plugin.
 *
 * @param downloads in all
 * @param recent downloads of the last 30 days
 * @param rating the mean, 0 to 5
 * @param ratings how many rated
 */
public record Statistics(long downloads, long recent, double rating, long ratings) {}
