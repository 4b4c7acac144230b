package dev.isaac.marketplace.internal.watch;

import java.time.Duration;
import java.util.Optional;

/**
 * How often something happens by itself.
 *
 * @param look how often it is looked whether another process knows news
 * @param ask how often registries are asked, by all processes of a home together; empty: never
 */
public record Rhythm(Duration look, Optional<Duration> ask) {}
