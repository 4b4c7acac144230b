package dev.isaac.example.git;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Finds and opens repositories, for reading only. Thread-safe. */
@Component(service = Repositories.class)
public final class Repositories {

    /**
     * Opens the repository that holds a folder, as {@code git} would find it.
     *
     * @throws CommandException {@code git.no-folder}, {@code git.no-repository}, {@code git.unreadable}
     */
    Repository open(Path folder) throws CommandException {
        if (!Files.isDirectory(folder)) {
            throw Fault.of(FaultKind.NOT_FOUND, "git.no-folder", "There is no folder " + folder + ".")
                    .exception();
        }
        JGit.prepare();
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
        if (builder.getGitDir() == null) {
            throw noRepository(folder).exception();
        }
        try {
            return builder.setMustExist(true).build();
        } catch (RepositoryNotFoundException e) {
            throw noRepository(folder).exception(e);
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** The folder that was named, or the one where the user is. */
    static Path folder(Invocation in) {
        return in.has("folder") ? in.path("folder") : in.directory();
    }

    /** What to say when a repository that was found cannot be read. */
    static CommandException unreadable(Exception cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return Fault.of(FaultKind.FAILED, "git.unreadable", "The repository cannot be read: " + reason + ".")
                .hint("Run `git fsck` in it to see what is damaged.")
                .exception(cause);
    }

    private static Fault noRepository(Path folder) {
        return Fault.of(FaultKind.NOT_FOUND, "git.no-repository", "No Git repository holds " + folder + ".")
                .hint("Go to a folder inside a repository, or name one.");
    }

    /** Stops what JGit started, so that nothing of this bundle stays behind when it goes. */
    @Deactivate
    void close() {
        JGit.shutDown();
    }
}
