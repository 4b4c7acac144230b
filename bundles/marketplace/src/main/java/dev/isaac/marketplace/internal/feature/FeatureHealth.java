package dev.isaac.marketplace.internal.feature;

import dev.isaac.command.spi.HealthCheck;
import java.util.List;

/** Tells {@code doctor} whether the features of the distribution are there. */
public final class FeatureHealth implements HealthCheck {

    private static final String TOPIC = "features";

    private final OnDemandFeatures features;

    /** Looks at what is on demand. */
    public FeatureHealth(OnDemandFeatures features) {
        this.features = features;
    }

    @Override
    public List<Finding> check() {
        List<String> findings = features.findings();
        if (findings.isEmpty()) {
            return List.of(new Finding(TOPIC, Status.OK, "Every file of the distribution's features is there.", ""));
        }
        return findings.stream()
                .map(message -> new Finding(TOPIC, Status.PROBLEM, message, "Unpack or build the distribution anew."))
                .toList();
    }
}
