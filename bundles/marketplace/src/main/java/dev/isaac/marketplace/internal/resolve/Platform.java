package dev.isaac.marketplace.internal.resolve;

import java.util.List;
import java.util.Locale;

/**
 * What an operating system and a processor are called where plugins say for which they are made.
 *
 * @param os {@code linux}, {@code macos}, {@code windows}, or as Java names it
 * @param processor {@code x86_64}, {@code aarch64}, or as Java names it
 */
public record Platform(String os, String processor) {

    /** The platform that Java names so. */
    public static Platform of(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String os = name.startsWith("linux")
                ? "linux"
                : name.startsWith("mac") || name.startsWith("darwin")
                        ? "macos"
                        : name.startsWith("windows") ? "windows" : name.replace(' ', '-');
        String arch = osArch.toLowerCase(Locale.ROOT);
        String processor =
                switch (arch) {
                    case "amd64", "x86_64", "x64" -> "x86_64";
                    case "arm64", "aarch64" -> "aarch64";
                    default -> arch;
                };
        return new Platform(os, processor);
    }

    /** Whether something made for these runs here: {@code OS}, or {@code OS-PROCESSOR}; for none named: everywhere. */
    boolean isIn(List<String> platforms) {
        return platforms.isEmpty() || platforms.contains(os) || platforms.contains(toString());
    }

    @Override
    public String toString() {
        return os + "-" + processor;
    }
}
