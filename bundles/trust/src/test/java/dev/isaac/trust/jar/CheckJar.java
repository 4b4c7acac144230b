package dev.isaac.trust.jar;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.archive.ArchiveInspector;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks one jar in a process of its own, under other rules of the platform, and prints the code. */
public final class CheckJar {

    private CheckJar() {}

    /** The argument is the jar. */
    public static void main(String[] arguments) throws Exception {
        byte[] jar = Files.readAllBytes(Path.of(arguments[0]));
        try {
            System.out.println(
                    JarSignature.check(jar, new ArchiveInspector().inspect(jar)).isPresent() ? "signed" : "unsigned");
        } catch (TrustException e) {
            System.out.println(e.code());
        }
    }
}
