package dev.isaac.aliases.internal;

import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandOutline;
import dev.isaac.command.Completion;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.Explanation;
import dev.isaac.core.LineSession;
import dev.isaac.core.Outcome;
import dev.isaac.core.SessionOptions;
import dev.isaac.core.Surface;
import dev.isaac.core.internal.parse.LineParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gateway whose sessions parse, with the real parser, and do nothing else. */
public final class FakeGateway implements CommandGateway {

    @Override
    public LineSession open(SessionOptions options) {
        return new Session(options);
    }

    @Override
    public List<String> commandNames() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CommandManifest> manifest(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<CommandManifest> manifests() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<CommandOutline> outlines() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> nearest(String typed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AutoCloseable onChange(Runnable callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Command> command(String name) {
        throw new UnsupportedOperationException();
    }

    private record Session(SessionOptions options) implements LineSession {

        @Override
        public Outcome execute(String line, Surface surface) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome execute(List<String> words, Surface surface) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ParsedLine parse(String line) {
            return LineParser.parse(line);
        }

        @Override
        public Explanation explain(String line) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Completion> complete(String line, int cursor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path directory() {
            return options.directory();
        }

        @Override
        public Map<String, String> variables() {
            return options.environment();
        }

        @Override
        public int lastStatus() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
