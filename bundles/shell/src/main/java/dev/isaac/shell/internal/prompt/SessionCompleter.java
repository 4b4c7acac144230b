package dev.isaac.shell.internal.prompt;

import dev.isaac.command.Completion;
import dev.isaac.core.LineSession;
import dev.isaac.shell.internal.render.Clean;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers what the session knows to stand at the cursor. */
final class SessionCompleter implements Completer {

    private static final System.Logger LOG = System.getLogger(SessionCompleter.class.getName());

    private final LineSession session;

    SessionCompleter(LineSession session) {
        this.session = session;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        try {
            int sort = 0;
            for (Completion completion : session.complete(line.line(), line.cursor())) {
                String description = Clean.line(completion.description());
                candidates.add(new Candidate(
                        completion.value(),
                        Clean.line(shown(completion.value())),
                        null,
                        description.isEmpty() ? null : description,
                        null,
                        null,
                        completion.complete(),
                        sort++));
            }
        } catch (RuntimeException e) {
            // A completion that fails must not cost the line that is being typed.
            LOG.log(System.Logger.Level.WARNING, "completion failed", e);
        }
    }

    /** Of a path only the last segment, as people expect in a list. */
    private static String shown(String value) {
        int end = value.endsWith("/") ? value.length() - 2 : value.length() - 1;
        int slash = value.lastIndexOf('/', end);
        return slash < 0 ? value : value.substring(slash + 1);
    }
}
