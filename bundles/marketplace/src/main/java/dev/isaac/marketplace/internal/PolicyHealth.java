package dev.isaac.marketplace.internal;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.marketplace.internal.policy.PolicySource;
import java.util.List;

/** Tells {@code doctor} whether the policy can be read, and which rules of the home count for nothing. */
final class PolicyHealth implements HealthCheck {

    private static final String TOPIC = "policy";

    private final PolicySource policy;

    PolicyHealth(PolicySource policy) {
        this.policy = policy;
    }

    @Override
    public List<Finding> check() {
        try {
            List<String> ignored = policy.now().ignored();
            if (!ignored.isEmpty()) {
                return List.of(new Finding(
                        TOPIC,
                        Status.WARNING,
                        "Rules of the home's policy would loosen what the distribution fixed, and are not heeded: "
                                + String.join(", ", ignored) + ".",
                        "Take them out of policy.json, or ask who made the distribution."));
            }
            return List.of(new Finding(TOPIC, Status.OK, "The policy can be read.", ""));
        } catch (CommandException e) {
            Fault fault = e.fault();
            return List.of(
                    new Finding(TOPIC, Status.PROBLEM, fault.message() + " (" + fault.code() + ")", fault.hint()));
        }
    }
}
