package dev.isaac.command.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What {@code doctor} asks. Registered as a service by the bundle that knows. Must not change anything.
 *
 * <p>A plugin whose check also decides whether it may stay registers it with the property {@link #START_CHECK} (see {@link
 * StartCheck}): it is asked when the plugin was installed, updated or rolled back and has started. A {@link Status#PROBLEM},
 * an exception, or no answer in the time that a plugin has to start, takes the whole change back. Such a check says nothing
 * of what only the user can bring about, such as an account that is not set up yet.
 */
@ConsumerType
public interface HealthCheck {

    /** Service property, a {@code Boolean}: whether the check decides after a start whether the plugin may stay. */
    String START_CHECK = "isaac.start.check";

    /**
     * Service property, a {@code Boolean}: whether the check asks other machines or takes its time, so that it is asked only when
     * somebody asks {@code doctor}, and not behind every prompt.
     */
    String ON_REQUEST = "isaac.check.on-request";

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
