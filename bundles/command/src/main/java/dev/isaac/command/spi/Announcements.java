package dev.isaac.command.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where sentences go that nobody asked for, such as that a plugin was stopped. Registered as a service by a surface while a
 * person is there to read them, and only then: it is also how others know that this process will stay for a while.
 * Thread-safe.
 */
@ConsumerType
@FunctionalInterface
public interface Announcements {

    /** Shows a sentence without disturbing what is being typed, or what a command prints. Returns soon. */
    void announce(String sentence);
}
