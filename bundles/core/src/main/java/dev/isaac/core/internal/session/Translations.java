package dev.isaac.core.internal.session;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Word;
import dev.isaac.command.spi.LineTranslator;
import dev.isaac.command.spi.LineTranslator.Shell;
import dev.isaac.command.spi.LineTranslator.Translated;
import dev.isaac.core.Explanation.Route;
import dev.isaac.core.internal.parse.LineParser;
import dev.isaac.core.internal.parse.NodeWalk;
import dev.isaac.core.internal.route.Routed;
import dev.isaac.core.internal.state.SessionState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has lines for other systems said in the words of this one. On Linux and macOS these are single commands whose name is
 * nothing here, wherever they stand in lists, pipes, groups and subshells; on Windows whole lines for the native shell.
 */
public final class Translations {

    /**
     * A translator with the names that it knows.
     *
     * @param translator asked only where a name is known, on Windows always
     * @param names in lower case
     */
    public record Named(LineTranslator translator, Set<String> names) {}

    /**
     * A translated line.
     *
     * @param root what runs; where {@code text} is another language's, the line as it was typed
     * @param text what the native shell runs instead of the tree; {@code null}: the tree
     * @param differences how it differs from what was typed
     */
    record Result(Node.Sequence root, @Nullable String text, List<String> differences) {}

    private final Workshop workshop;
    private final SessionState state;

    Translations(Workshop workshop, SessionState state) {
        this.workshop = workshop;
        this.state = state;
    }

    /**
     * Translates a line; empty where nothing in it is foreign.
     *
     * @throws CommandException when something in it is foreign and has no faithful translation
     */
    Optional<Result> translate(String text, Node.Sequence line) throws CommandException {
        List<Named> translators = workshop.services().translators().get();
        Optional<Shell> shell =
                translators.isEmpty() ? Optional.empty() : workshop.shell().target(state);
        if (shell.isEmpty()) {
            return Optional.empty();
        }
        if (shell.get() == Shell.LINUX || shell.get() == Shell.MACOS) {
            return new Walk(translators, shell.get()).line(line);
        }
        return isForNativeShell(line) ? whole(translators, text, line, shell.get()) : Optional.empty();
    }

    private static Optional<Result> whole(List<Named> translators, String text, Node.Sequence line, Shell shell)
            throws CommandException {
        for (Named named : translators) {
            Optional<Translated> answer = named.translator().translate(text, line, shell);
            if (answer.isPresent()) {
                return answer.get().text().equals(text)
                        ? Optional.empty()
                        : Optional.of(new Result(
                                line, answer.get().text(), answer.get().differences()));
            }
        }
        return Optional.empty();
    }

    /** Whether no command of the line is the session's or ours, and not all of them are programs that were installed. */
    private boolean isForNativeShell(Node.Sequence line) {
        List<Node.Simple> simples = new ArrayList<>();
        NodeWalk.simples(line, simples::add);
        boolean installed = true;
        for (Node.Simple simple : simples) {
            Routed routed = route(simple);
            if (routed.route() != Route.NATIVE && routed.route() != Route.UNKNOWN) {
                return false;
            }
            installed &= isInstalled(routed.program());
        }
        return !installed;
    }

    /** What Windows brings itself does not count: {@code find} and {@code sort} are other programs there. */
    private boolean isInstalled(@Nullable Path program) {
        String windows = state.variable("SystemRoot");
        return program != null
                && !(windows != null
                        && program.toString().toLowerCase(Locale.ROOT).startsWith(windows.toLowerCase(Locale.ROOT)));
    }

    private Routed route(Node.Simple simple) {
        List<@Nullable String> words = new ArrayList<>(simple.words().size());
        for (Word word : simple.words()) {
            words.add(word.literalValue().orElse(null));
        }
        return workshop.router().route(words, state);
    }

    private final class Walk extends NodeWalk {
        private final List<Named> translators;
        private final Shell shell;
        private final Set<String> differences = new LinkedHashSet<>();
        private final Set<String> defined = new HashSet<>();
        private boolean changed;

        Walk(List<Named> translators, Shell shell) {
            this.translators = translators;
            this.shell = shell;
        }

        Optional<Result> line(Node.Sequence line) throws CommandException {
            line.entries().forEach(entry -> {
                if (entry.node() instanceof Node.Function function) {
                    defined.add(function.name());
                }
            });
            Node.Sequence translated = sequence(line);
            return !changed ? Optional.empty() : Optional.of(new Result(translated, null, List.copyOf(differences)));
        }

        @Override
        protected Node simple(Node.Simple simple) throws CommandException {
            String name = foreign(simple);
            if (name == null) {
                return simple;
            }
            for (Named named : translators) {
                if (!named.names().contains(name.toLowerCase(Locale.ROOT))) {
                    continue;
                }
                Node.Simple bare = new Node.Simple(List.of(), simple.words(), List.of(), simple.span());
                Node.Sequence alone = new Node.Sequence(List.of(new Node.Entry(bare, false)), simple.span());
                Optional<Translated> answer = named.translator().translate(LineText.of(bare), alone, shell);
                Optional<Node> node = answer.flatMap(one -> node(one.text()));
                if (node.isPresent() && !isStill(name, node.get())) {
                    requirePrograms(LineText.of(bare), node.get());
                    changed = true;
                    differences.addAll(answer.orElseThrow().differences());
                    return framed(node.get(), simple);
                }
            }
            return simple;
        }

        /** The name of a command that nothing here has, behind {@code sudo} too; {@code null}: there is none. */
        private @Nullable String foreign(Node.Simple simple) {
            if (simple.words().isEmpty()) {
                return null;
            }
            String name = simple.words().get(0).literalValue().orElse("");
            if (name.equals("sudo") && simple.words().size() > 1) {
                name = simple.words().get(1).literalValue().orElse("");
            }
            String lower = name.toLowerCase(Locale.ROOT);
            boolean known = translators.stream().anyMatch(one -> one.names().contains(lower));
            return known
                            && !defined.contains(name)
                            && workshop.router().route(List.of(name), state).route() == Route.UNKNOWN
                    ? name
                    : null;
        }

        /** What it becomes must be here, or the line is refused before anything of it ran. */
        private void requirePrograms(String typed, Node node) throws CommandException {
            List<Node.Simple> simples = new ArrayList<>();
            simples(node, simples::add);
            for (Node.Simple simple : simples) {
                Routed routed = simple.words().isEmpty() ? null : route(simple);
                if (routed != null && routed.route() == Route.UNKNOWN) {
                    throw Fault.of(
                                    FaultKind.NOT_FOUND,
                                    "command.not-found",
                                    "There is no command " + routed.target() + ", which " + typed
                                            + " would become here: " + LineText.of(node) + ".")
                            .hint("Install " + routed.target() + ", or use what is here.")
                            .detail("command", routed.target())
                            .exception();
                }
            }
        }

        private Optional<Node> node(String text) {
            if (!(LineParser.parse(text) instanceof ParsedLine.Complete complete)
                    || complete.root().entries().isEmpty()) {
                return Optional.empty();
            }
            List<Node.Entry> entries = complete.root().entries();
            if (entries.size() == 1 && entries.get(0).node() instanceof Node.Simple simple && isNeedlessSudo(simple)) {
                return Optional.of(new Node.Simple(
                        simple.assignments(),
                        simple.words().subList(1, simple.words().size()),
                        simple.redirections(),
                        simple.span()));
            }
            return Optional.of(
                    entries.size() == 1 && !entries.get(0).background()
                            ? entries.get(0).node()
                            : new Node.Group(
                                    complete.root(), List.of(), complete.root().span()));
        }

        /** Who is root already needs no {@code sudo}, which small systems do not have. */
        private boolean isNeedlessSudo(Node.Simple simple) {
            return simple.words().size() > 1
                    && simple.words().get(0).text().equals("sudo")
                    && System.getProperty("user.name", "").equals("root")
                    && workshop.router().route(List.of("sudo"), state).route() == Route.UNKNOWN;
        }

        /** A translator for which the name is at home answers with the same command, which is not here. */
        private static boolean isStill(String name, Node node) {
            return node instanceof Node.Simple simple
                    && simple.words().stream()
                            .limit(2)
                            .anyMatch(word -> word.literalValue().orElse("").equals(name));
        }

        /** With the variables and redirections of what it stands for. */
        private static Node framed(Node node, Node.Simple typed) {
            if (typed.assignments().isEmpty() && typed.redirections().isEmpty()) {
                return node instanceof Node.AndOr || node instanceof Node.Pipeline ? group(node, List.of()) : node;
            }
            if (node instanceof Node.Simple simple) {
                List<Redirection> redirections = new ArrayList<>(simple.redirections());
                redirections.addAll(typed.redirections());
                return new Node.Simple(typed.assignments(), simple.words(), redirections, typed.span());
            }
            return group(node, typed.redirections());
        }

        private static Node group(Node node, List<Redirection> redirections) {
            return new Node.Group(
                    new Node.Sequence(List.of(new Node.Entry(node, false)), node.span()), redirections, node.span());
        }
    }
}
