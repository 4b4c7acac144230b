package dev.isaac.marketplace.internal;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.marketplace.internal.registry.Registries;
import dev.isaac.marketplace.internal.registry.RegistryConfig;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells {@code doctor} which registries cannot be used, and why. Asks each of them; what is trusted stays as it is. */
final class RegistryHealth implements HealthCheck {

    private static final String TOPIC = "registries";

    private final Registries registries;
    private final Clock clock;

    RegistryHealth(Registries registries, Clock clock) {
        this.registries = registries;
        this.clock = clock;
    }

    @Override
    public List<Finding> check() {
        List<RegistryConfig> configured;
        try {
            configured = registries.configured();
        } catch (CommandException e) {
            return List.of(problem(TOPIC, e.fault()));
        }
        if (configured.isEmpty()) {
            return List.of(new Finding(
                    TOPIC,
                    Status.WARNING,
                    "No registry is configured, so no plugin can be found.",
                    "marketplace registry add NAME LOCATION --root FILE adds one."));
        }
        List<Finding> findings = new ArrayList<>();
        for (RegistryConfig config : configured) {
            findings.add(check(config));
        }
        return findings;
    }

    private Finding check(RegistryConfig config) {
        String topic = "registry " + config.name();
        try {
            Instant until = registries.open(config).check();
            if (until.isBefore(clock.instant())) {
                return new Finding(
                        topic,
                        Status.WARNING,
                        "What it signed expired at " + until + "; the policy allows its use all the same.",
                        "Get a newer copy: updates and warnings may be missing.");
            }
            return new Finding(topic, Status.OK, "What it signed is valid until " + until + ".", "");
        } catch (CommandException e) {
            return problem(topic, e.fault());
        }
    }

    private static Finding problem(String topic, Fault fault) {
        return new Finding(topic, Status.PROBLEM, fault.message() + " (" + fault.code() + ")", fault.hint());
    }
}
