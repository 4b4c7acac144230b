package dev.isaac.launcher.internal.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is known of a host bundle without opening its jar.
 *
 * @param symbolicName its symbolic name
 * @param jar its jar
 * @param length length of the jar in bytes when it was indexed
 * @param startLevel 1 to 100
 * @param headers the main section of its manifest
 * @param descriptors its component descriptors, by path
 * @param entries the names of all entries of the jar when the framework lists them at a start, else empty
 */
public record HostBundle(
        String symbolicName,
        Path jar,
        long length,
        int startLevel,
        Map<String, String> headers,
        Map<String, byte[]> descriptors,
        List<String> entries) {

    /** Where the framework finds it. */
    public String location() {
        return "isaac:host/" + symbolicName;
    }
}
