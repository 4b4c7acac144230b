package dev.isaac.command.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** What {@code doctor} asks. Registered as a service by the bundle that knows. Must not change anything. */
@ConsumerType
public interface HealthCheck {

    /** Looks, and tells what it found; at least one finding. */
    List<Finding> check();

    /**
     * One finding.
     *
     * @param topic what was looked at, for example {@code home}
     * @param status how it is
     * @param message one sentence
     * @param hint what to do; may be empty
     */
    record Finding(String topic, Status status, String message, String hint) {}

    /** How a thing is. */
    enum Status {
        /** As it should be. */
        OK,
        /** It works, but something should be done. */
        WARNING,
        /** It does not work. */
        PROBLEM
    }
}
