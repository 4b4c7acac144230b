package dev.isaac.core.internal.settings;

import dev.isaac.command.Fault;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.core.internal.home.JsonFile;
import dev.isaac.core.internal.route.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Looks whether there is a shell for native lines, whether the home can be written, and whether its files can be read. */
@Component(service = HealthCheck.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class CoreHealth implements HealthCheck {

    /** A change writes less into its journal and state. */
    private static final long LEAST_SPACE = 256 * 1024;

    private final Path home;
    private final Map<String, String> environment;
    private final SpaceLeft spaceLeft;

    /** Asks a file system for the bytes that this user may still write. */
    @FunctionalInterface
    interface SpaceLeft {
        long at(Path folder) throws IOException;
    }

    /** Called by the component runtime. */
    @Activate
    public CoreHealth(@Reference IsaacHome home) {
        this(home.root(), System.getenv());
    }

    CoreHealth(Path home, Map<String, String> environment) {
        this(home, environment, folder -> Files.getFileStore(folder).getUsableSpace());
    }

    CoreHealth(Path home, Map<String, String> environment, SpaceLeft spaceLeft) {
        this.home = home;
        this.environment = environment;
        this.spaceLeft = spaceLeft;
    }

    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        findings.add(shell());
        findings.add(writable());
        for (String name : List.of("config.json", "allow.json", "policy.json")) {
            Path file = home.resolve(name);
            try {
                JsonFile.read(file);
            } catch (IOException e) {
                findings.add(new Finding(
                        "home",
                        Status.PROBLEM,
                        "The file " + file + " cannot be read: " + Fault.reason(e) + ".",
                        "Repair or delete it."));
            }
        }
        return findings;
    }

    private Finding shell() {
        Programs programs = new Programs(System::nanoTime);
        List<String> names = File.separatorChar == '\\' ? List.of("pwsh", "powershell", "cmd") : List.of("bash", "sh");
        for (String name : names) {
            Optional<Path> shell = programs.find(name, environment.getOrDefault("PATH", ""), home);
            if (shell.isPresent()) {
                return new Finding("shell", Status.OK, "Native lines are run by " + shell.get() + ".", "");
            }
        }
        return new Finding(
                "shell",
                Status.PROBLEM,
                "There is no shell on PATH to run native lines.",
                "Install bash or correct PATH.");
    }

    private boolean isFull() {
        try {
            return Files.isDirectory(home) && spaceLeft.at(home) < LEAST_SPACE;
        } catch (IOException e) {
            return false; // a file system that does not tell
        }
    }

    private Finding writable() {
        // Asking the file system changes nothing, as a check must not.
        if (isFull()) {
            return new Finding(
                    "home",
                    Status.PROBLEM,
                    "There is hardly any space left for the home folder " + home + ".",
                    "Free some: what is installed runs, but nothing can be changed.");
        }
        return Files.isDirectory(home) && Files.isWritable(home)
                ? new Finding("home", Status.OK, "The home folder " + home + " can be written.", "")
                : new Finding(
                        "home",
                        Status.PROBLEM,
                        "The home folder " + home + " cannot be written.",
                        "Correct its rights, or choose another with --home.");
    }
}
