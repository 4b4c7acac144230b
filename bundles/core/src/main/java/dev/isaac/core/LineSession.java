package dev.isaac.core;

import dev.isaac.command.Completion;
import dev.isaac.command.line.ParsedLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The state of one user at one surface. Lines of one session run one at a time; the other methods may be called from any
 * thread.
 */
@ProviderType
public interface LineSession extends AutoCloseable {

    /**
     * Runs a line as typed: pipes, aliases, tiers. Never throws for anything that a user can type: what went wrong is
     * reported to the surface and named in the outcome.
     */
    Outcome execute(String line, Surface surface);

    /** Runs one command whose words are already separated, with no expansion. Same gate. */
    Outcome execute(List<String> words, Surface surface);

    /** Parses without running. */
    ParsedLine parse(String line);

    /** Parse, rewrite, route and tier of a line, without running anything. */
    Explanation explain(String line);

    /** What could stand at the cursor: commands, options, values, files. */
    List<Completion> complete(String line, int cursor);

    /** The working directory, absolute. */
    Path directory();

    /** The variables, exported and not. A copy. */
    Map<String, String> variables();

    /** The exit code of the last line; 0 at the start. */
    int lastStatus();

    /** Ends jobs that belong to the session. */
    @Override
    void close();
}
