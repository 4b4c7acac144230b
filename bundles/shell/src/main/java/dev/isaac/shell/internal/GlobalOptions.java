package dev.isaac.shell.internal;

import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Option;
import dev.isaac.command.line.LineText;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.Explanation.Route;
import dev.isaac.core.LineSession;
import dev.isaac.core.SessionOptions;
import dev.isaac.shell.internal.lookup.Commands;
import dev.isaac.shell.internal.surface.Consent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command line of the process, understood.
 *
 * <p>Global options stand before the command, or anywhere in the words of an ISAAC command up to {@code --}, unless that
 * command declares an option of the same name. The words of a native program are its own: nothing is taken from them.
 *
 * @param json whether one JSON document is wanted
 * @param quiet whether notes, progress and the banner are left out
 * @param colour whether colours are wanted where they are possible
 * @param consent answers given beforehand
 * @param line the line of {@code -c}
 * @param help whether help is wanted
 * @param version whether the version is wanted
 * @param words the command; empty when there is none
 */
record GlobalOptions(
        boolean json,
        boolean quiet,
        boolean colour,
        Consent consent,
        Optional<String> line,
        boolean help,
        boolean version,
        List<String> words) {

    GlobalOptions {
        words = List.copyOf(words);
    }

    /** Whether JSON is wanted, as far as that is known of a command line that is wrong. */
    static boolean wantsJson(List<String> arguments) {
        return arguments.contains("--json");
    }

    /**
     * Understands a command line.
     *
     * @param gateway knows the commands
     * @param place where the command runs: it decides whether a program of the name of a group is there
     * @param noColour whether the environment asks for no colours
     * @throws CommandException {@code shell.unknown-option}, {@code shell.missing-value}, {@code shell.unexpected-words}
     */
    static GlobalOptions parse(List<String> arguments, CommandGateway gateway, SessionOptions place, boolean noColour)
            throws CommandException {
        Scan scan = new Scan(arguments, noColour);
        int start = scan.leading();
        List<String> words = arguments.subList(start, arguments.size());
        if (!words.isEmpty()) {
            Optional<CommandManifest> manifest = Commands.find(words, gateway);
            if (manifest.isPresent() || runsGroup(words.get(0), gateway, place)) {
                words = scan.trailing(words, manifest);
            }
        }
        if (scan.line.isPresent() && !words.isEmpty()) {
            throw Fault.of(
                            FaultKind.USAGE,
                            "shell.unexpected-words",
                            "Option -c takes the whole line; what is \"" + words.get(0) + "\" after it?")
                    .hint("Quote the line: isaac -c 'LINE'")
                    .exception();
        }
        // A command may have a --json of its own; its help has not.
        scan.json |= scan.help && wantsJson(words);
        return scan.options(words);
    }

    /** Whether a name is that of a group of commands, and nothing that goes before a group has it, such as a program. */
    private static boolean runsGroup(String name, CommandGateway gateway, SessionOptions place) {
        if (!Commands.isGroup(name, gateway)) {
            return false;
        }
        try (LineSession session = gateway.open(place)) {
            return session.explain(LineText.quote(name)).parts().stream()
                    .allMatch(part -> part.route() == Route.COMMAND);
        }
    }

    private static final List<String> NAMES = List.of(
            "--json",
            "--quiet",
            "--no-color",
            "--yes",
            "--accept-signer",
            "--accept-plan",
            "--home",
            "--help",
            "--version");

    private static final class Scan {
        private final List<String> arguments;
        private final Set<String> signers = new HashSet<>();
        private final Set<String> plans = new HashSet<>();
        private boolean json;
        private boolean quiet;
        private boolean colour;
        private boolean yes;
        private boolean help;
        private boolean version;
        private Optional<String> line = Optional.empty();

        Scan(List<String> arguments, boolean noColour) {
            this.arguments = arguments;
            this.colour = !noColour;
        }

        GlobalOptions options(List<String> words) {
            return new GlobalOptions(json, quiet, colour, new Consent(yes, signers, plans), line, help, version, words);
        }

        /** Takes the options before the command; returns where the command begins. */
        int leading() throws CommandException {
            int i = 0;
            while (i < arguments.size()) {
                String word = arguments.get(i);
                if (word.equals("--")) {
                    return i + 1;
                }
                if (!word.startsWith("-") || word.equals("-")) {
                    return i;
                }
                int taken = takeAny(arguments, i);
                if (taken == 0) {
                    throw unknown(word);
                }
                i += taken;
            }
            return i;
        }

        private static CommandException unknown(String word) {
            String near = Slips.nearest(word, NAMES)
                    .map(name -> "Did you mean " + name + "? ")
                    .orElse("");
            return Fault.of(FaultKind.USAGE, "shell.unknown-option", "There is no global option " + word + ".")
                    .hint(near + "isaac --help lists the options.")
                    .exception();
        }

        private int takeAny(List<String> from, int i) throws CommandException {
            switch (from.get(i)) {
                case "-c" -> {
                    line = Optional.of(value(from, i));
                    return 2;
                }
                case "--help", "-h" -> {
                    help = true;
                    return 1;
                }
                case "--version", "-V" -> {
                    version = true;
                    return 1;
                }
                default -> {
                    return take(from, i);
                }
            }
        }

        /** Takes an option that may stand anywhere; returns how many words it has, 0 when it is none. */
        private int take(List<String> from, int i) throws CommandException {
            String word = from.get(i);
            switch (word) {
                case "--json" -> json = true;
                case "--quiet" -> quiet = true;
                case "--no-color" -> colour = false;
                case "--yes" -> yes = true;
                case "--accept-signer" -> {
                    signers.add(Consent.normal(value(from, i)));
                    return 2;
                }
                case "--accept-plan" -> {
                    plans.add(Consent.normal(value(from, i)));
                    return 2;
                }
                default -> {
                    if (word.startsWith("--accept-signer=")) {
                        signers.add(Consent.normal(word.substring("--accept-signer=".length())));
                        return 1;
                    }
                    if (word.startsWith("--accept-plan=")) {
                        plans.add(Consent.normal(word.substring("--accept-plan=".length())));
                        return 1;
                    }
                    return 0;
                }
            }
            return 1;
        }

        private static String value(List<String> from, int i) throws CommandException {
            if (i + 1 >= from.size()) {
                throw Fault.of(FaultKind.USAGE, "shell.missing-value", "Option " + from.get(i) + " needs a value.")
                        .hint("isaac --help lists the options.")
                        .exception();
            }
            return from.get(i + 1);
        }

        /** Takes global options out of the words of an ISAAC command. */
        List<String> trailing(List<String> words, Optional<CommandManifest> manifest) throws CommandException {
            List<String> kept = new ArrayList<>();
            int i = 0;
            while (i < words.size()) {
                String word = words.get(i);
                if (word.equals("--")) {
                    kept.addAll(words.subList(i, words.size()));
                    break;
                }
                if (manifest.isPresent() && isValueOfOption(manifest.get(), words, i)) {
                    kept.add(word);
                    i++;
                    continue;
                }
                int taken =
                        manifest.isPresent() && declares(manifest.get(), word) ? 0 : takeTrailing(words, i, manifest);
                if (taken == 0) {
                    kept.add(word);
                    taken = 1;
                }
                i += taken;
            }
            return kept;
        }

        private int takeTrailing(List<String> words, int i, Optional<CommandManifest> manifest)
                throws CommandException {
            String word = words.get(i);
            boolean shortHelp = word.equals("-h")
                    && manifest.stream().flatMap(m -> m.options().stream()).noneMatch(o -> o.letter()
                            .equals(Optional.of('h')));
            if (word.equals("--help") || shortHelp) {
                help = true;
                return 1;
            }
            if (word.equals("--home") || word.startsWith("--home=")) {
                throw Fault.of(
                                FaultKind.USAGE,
                                "shell.misplaced-option",
                                "Option --home stands before the command: ISAAC opens its home before it knows any command.")
                        .hint("isaac --home DIR " + words.get(0))
                        .exception();
            }
            return take(words, i);
        }

        private static boolean declares(CommandManifest manifest, String word) {
            if (!word.startsWith("--")) {
                return false;
            }
            int equals = word.indexOf('=');
            return manifest.option(word.substring(2, equals < 0 ? word.length() : equals))
                    .isPresent();
        }

        /** Whether the word before is an option of the command that takes this word as its value. */
        private static boolean isValueOfOption(CommandManifest manifest, List<String> words, int i) {
            if (i == 0) {
                return false;
            }
            String before = words.get(i - 1);
            for (Option option : manifest.options()) {
                if (!option.isFlag()
                        && (before.equals("--" + option.name())
                                || option.letter()
                                        .map(letter -> before.equals("-" + letter))
                                        .orElse(false))) {
                    return true;
                }
            }
            return false;
        }
    }
}
