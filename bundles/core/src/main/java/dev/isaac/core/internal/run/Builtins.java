package dev.isaac.core.internal.run;

import dev.isaac.command.CommandException;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.core.Surface;
import dev.isaac.core.internal.state.SessionState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the session does itself: {@code cd}, {@code pwd}, {@code export}, {@code unset}. */
final class Builtins {

    private final SessionState session;

    Builtins(SessionState session) {
        this.session = session;
    }

    /** Whether the session does it itself; the rest is the native shell's, whose words these are too. */
    boolean takes(String name, List<String> words) {
        List<String> arguments = words.subList(1, words.size());
        boolean options = arguments.stream().anyMatch(argument -> argument.startsWith("-"));
        return switch (name) {
            case "cd" -> {
                String places = session.variable("CDPATH");
                yield places == null || places.isEmpty() || arguments.stream().noneMatch(Builtins::isSearched);
            }
            case "pwd" -> arguments.isEmpty();
            case "export" ->
                (!options || arguments.equals(List.of("-p")))
                        && arguments.stream().noneMatch(this::isNotPlain);
            case "unset" ->
                !options
                        && arguments.stream()
                                .noneMatch(argument -> isNotPlain(argument) || session.hasFunction(argument));
            default -> true;
        };
    }

    private static boolean isSearched(String folder) {
        return !folder.matches("-|/.*|\\.\\.?(/.*)?");
    }

    private boolean isNotPlain(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        return session.isConstant(name) || session.isOpaque(name) || name.endsWith("]");
    }

    int run(String name, List<String> words, Surface surface, Io io) throws CommandException {
        List<String> arguments = words.subList(1, words.size());
        switch (name) {
            case "cd" -> cd(arguments, surface, io);
            case "pwd" -> print(session.directory().toString(), surface, io);
            case "export" -> export(arguments, surface, io);
            case "unset" -> arguments.stream().filter(a -> !a.startsWith("-")).forEach(session::unset);
            default -> throw new IllegalArgumentException(name);
        }
        return 0;
    }

    static int exitCode(List<String> words, int last) throws CommandException {
        if (words.size() < 2) {
            return last;
        }
        try {
            return Integer.parseInt(words.get(1)) & 0xff;
        } catch (NumberFormatException e) {
            throw Fault.of(FaultKind.USAGE, "usage.bad-value", "exit takes a number, not " + words.get(1) + ".")
                    .hint("Usage: exit [CODE]")
                    .exception();
        }
    }

    private static void print(String text, Surface surface, Io io) throws CommandException {
        OutputStream out = io.out();
        if (out == null) {
            surface.show(CommandResult.text(text));
            return;
        }
        try {
            ResultWriter.write(CommandResult.text(text), out);
        } catch (IOException e) {
            throw Fault.of(FaultKind.FAILED, "line.output", "The output cannot be written: " + e.getMessage())
                    .exception(e);
        }
    }

    private void cd(List<String> arguments, Surface surface, Io io) throws CommandException {
        List<String> targets = arguments.stream()
                .filter(a -> !a.equals("--") && !a.equals("-P") && !a.equals("-L"))
                .toList();
        if (targets.size() > 1) {
            throw Fault.of(FaultKind.USAGE, "usage.too-many-arguments", "cd takes one folder.")
                    .hint("Usage: cd [FOLDER]; quote a name with blanks.")
                    .exception();
        }
        boolean back = !targets.isEmpty() && targets.get(0).equals("-");
        Path target = back ? session.previous() : target(targets);
        if (!Files.isDirectory(target)) {
            boolean exists = Files.exists(target);
            throw new Fault(
                            exists ? FaultKind.USAGE : FaultKind.NOT_FOUND,
                            exists ? "session.not-a-directory" : "session.no-directory",
                            exists ? target + " is no folder." : "There is no folder " + target + ".",
                            "",
                            Map.of("path", target.toString()))
                    .exception();
        }
        if (!Files.isExecutable(target)) {
            throw Fault.of(FaultKind.REFUSED, "session.no-access", "You may not enter " + target + ".")
                    .exception();
        }
        session.directory(target);
        if (back) {
            print(target.toString(), surface, io);
        }
    }

    private Path target(List<String> targets) throws CommandException {
        String typed;
        if (targets.isEmpty()) {
            String home = session.variable("HOME");
            if (home == null || home.isEmpty()) {
                throw Fault.of(FaultKind.NOT_FOUND, "session.no-directory", "HOME is not set.")
                        .exception();
            }
            typed = home;
        } else {
            typed = targets.get(0);
        }
        try {
            return session.directory().resolve(typed).normalize();
        } catch (InvalidPathException e) {
            throw Fault.of(FaultKind.USAGE, "session.no-directory", "That is no path: " + typed)
                    .exception(e);
        }
    }

    private void export(List<String> arguments, Surface surface, Io io) throws CommandException {
        if (arguments.isEmpty() || arguments.equals(List.of("-p"))) {
            StringBuilder text = new StringBuilder();
            new java.util.TreeMap<>(session.exported())
                    .forEach((name, value) -> text.append(text.length() > 0 ? "\n" : "")
                            .append("export ")
                            .append(name)
                            .append('=')
                            .append(dev.isaac.command.line.LineText.quote(value)));
            print(text.toString(), surface, io);
            return;
        }
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw Fault.of(FaultKind.USAGE, "usage.bad-value", name + " is no name of a variable.")
                        .hint("Usage: export NAME[=VALUE]…")
                        .exception();
            }
            session.export(name, equals < 0 ? null : argument.substring(equals + 1));
        }
    }
}
