package dev.isaac.marketplace.internal.policy;

import dev.isaac.command.CommandException;

/** Where the policy comes from. */
@FunctionalInterface
public interface PolicySource {

    /**
     * What holds now.
     *
     * @throws CommandException {@code policy.unreadable}, {@code policy.unsigned}: then nothing is allowed
     */
    Policy now() throws CommandException;
}
