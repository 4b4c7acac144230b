package dev.isaac.core;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a session begins.
 *
 * @param directory working directory, absolute
 * @param environment exported variables
 * @param interactive whether a person types the lines; decides on history expansion and job messages
 */
public record SessionOptions(Path directory, Map<String, String> environment, boolean interactive) {
    public SessionOptions {
        if (!directory.isAbsolute()) {
            throw new IllegalArgumentException("the directory must be absolute: " + directory);
        }
        environment = Map.copyOf(environment);
    }
}
