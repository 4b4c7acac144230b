package dev.isaac.shell.internal.gogo;

import dev.isaac.core.CommandGateway;
import dev.isaac.core.LineSession;
import dev.isaac.core.Outcome;
import dev.isaac.core.SessionOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/** All commands whose name begins with one word, as a Gogo function: the same gateway, and the same gate. */
final class CommandFunction implements Function {

    private final CommandGateway gateway;
    private final String word;

    CommandFunction(CommandGateway gateway, String word) {
        this.gateway = gateway;
        this.word = word;
    }

    @Override
    public @Nullable Object execute(CommandSession session, List<Object> arguments) {
        List<String> words = new ArrayList<>();
        words.add(word);
        arguments.forEach(argument -> words.add(String.valueOf(argument)));
        Process process = Process.Utils.current();
        GogoSurface surface = new GogoSurface(session, process);
        SessionOptions options = new SessionOptions(session.currentDir().toAbsolutePath(), System.getenv(), false);
        Outcome outcome;
        try (LineSession line = gateway.open(options)) {
            outcome = line.execute(words, surface);
        }
        surface.end(outcome);
        if (process != null) {
            process.error(outcome.exitCode());
        }
        return null;
    }
}
