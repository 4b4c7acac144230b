package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.CommandException;
import java.time.Duration;
import java.util.Optional;

/** Whether expired metadata may be used all the same: it may not, unless a policy says so. */
@FunctionalInterface
public interface ExpiryAllowance {

    /** How long ago the metadata of a registry may have expired; empty: it may not. */
    Optional<Duration> of(String registry) throws CommandException;
}
