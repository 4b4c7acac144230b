package dev.isaac.core.internal.home;

import dev.isaac.command.spi.IsaacHome;
import dev.isaac.core.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The policy: {@code etc/policy.json} of the distribution and {@code policy.json} of the home, where a lock in either
 * holds. A policy that cannot be read locks everything. Read at every question, so that a change holds at once.
 * Thread-safe.
 */
public final class PolicyFile {

    private static final System.Logger LOG = System.getLogger(PolicyFile.class.getName());

    private final List<Path> files;

    PolicyFile(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /** The policy that holds for a home. */
    public static PolicyFile of(@Nullable IsaacHome home) {
        List<Path> files = new ArrayList<>(2);
        if (home != null) {
            files.add(home.distribution().resolve("etc").resolve("policy.json"));
            files.add(home.root().resolve("policy.json"));
        }
        return new PolicyFile(files);
    }

    /** Whether a switch such as {@code allow.locked} is on in any of the files. */
    public boolean isOn(String section, String key) {
        for (Path file : files) {
            if (isOn(file, section, key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOn(Path file, String section, String key) {
        try (InputStream in = Files.newInputStream(file)) {
            Map<String, Object> policy = Json.parseObject(in);
            return policy.get(section) instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get(key));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the policy cannot be read, everything it could lock is locked: " + file,
                    e);
            return true;
        }
    }

    /** The keys that a list of the policy names, from all files. */
    public List<String> list(String section, String key) {
        List<String> all = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                if (Json.parseObject(in).get(section) instanceof Map<?, ?> map
                        && map.get(key) instanceof List<?> list) {
                    list.forEach(element -> all.add(String.valueOf(element)));
                }
            } catch (NoSuchFileException e) {
                // No policy, no locks.
            } catch (IOException e) {
                all.add("*");
            }
        }
        return all;
    }
}
