package dev.isaac.launcher.internal.process;

import dev.isaac.command.FaultKind;
import dev.isaac.launcher.LaunchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of the command line: the launcher takes {@code --home}, the rest belongs to the entry point.
 *
 * @param home what {@code --home} named
 * @param rest everything else, in order
 * @param command the first word that is no option, or empty
 */
public record Arguments(Optional<String> home, List<String> rest, String command) {

    private static final String HOME = "--home";

    /** Global options before the command that are followed by a value. */
    private static final Set<String> WITH_VALUE = Set.of("--accept-signer", "--accept-plan", "-c");

    private static final Set<String> HARMLESS_COMMANDS = Set.of("version", "help");
    private static final Set<String> HARMLESS_OPTIONS = Set.of("--version", "-V", "--help", "-h");

    /**
     * Whether a fault is wanted as one JSON document: {@code --json} stands somewhere before {@code --}. Known of a
     * command line that is wrong, too. Behind the name of a native program the option is the program's own; but that is for
     * the shell to tell, and where the shell does not start nothing else is printed that it could mix with.
     */
    public static boolean wantsJson(String... words) {
        boolean leading = true;
        for (int i = 0; i < words.length && !words[i].equals("--"); i++) {
            if (words[i].equals("--json")) {
                return true;
            }
            leading &= words[i].startsWith("-");
            if (leading && (words[i].equals(HOME) || WITH_VALUE.contains(words[i]))) {
                i++;
            }
        }
        return false;
    }

    /**
     * Reads the words of a command line.
     *
     * @throws LaunchException {@code launcher.usage} when {@code --home} lacks its folder
     */
    public static Arguments parse(String... words) throws LaunchException {
        List<String> rest = new ArrayList<>();
        Optional<String> home = Optional.empty();
        int i = 0;
        while (i < words.length && words[i].startsWith("-") && !words[i].equals("--")) {
            String word = words[i++];
            if (word.equals(HOME)) {
                if (i == words.length || words[i].isEmpty()) {
                    throw homeMissing();
                }
                home = Optional.of(words[i++]);
            } else if (word.startsWith(HOME + "=")) {
                home = Optional.of(word.substring((HOME + "=").length()));
                if (home.get().isEmpty()) {
                    throw homeMissing();
                }
            } else {
                rest.add(word);
                if (WITH_VALUE.contains(word) && i < words.length) {
                    rest.add(words[i++]);
                }
            }
        }
        String command = i < words.length ? words[i] : "";
        for (; i < words.length; i++) {
            rest.add(words[i]);
        }
        return new Arguments(home, List.copyOf(rest), command);
    }

    /**
     * The home folder: the option, else {@code ISAAC_HOME}, else {@code .isaac} in the user's own folder.
     *
     * @param userHome that folder as the account has it; {@code HOME} goes before it, as for every other program
     */
    public String homeFolder(Map<String, String> environment, String userHome) {
        if (home.isPresent()) {
            return home.get();
        }
        String variable = environment.get("ISAAC_HOME");
        if (variable != null && !variable.isEmpty()) {
            return variable;
        }
        String own = environment.get("HOME");
        return (own != null && own.startsWith("/") ? own : userHome) + "/.isaac";
    }

    /** Whether the command neither needs a home nor says anything about one. */
    public boolean needsNoHome() {
        return command.isEmpty()
                ? !rest.contains("-c") && rest.stream().anyMatch(HARMLESS_OPTIONS::contains)
                : HARMLESS_COMMANDS.contains(command);
    }

    private static LaunchException homeMissing() {
        return LaunchException.of(
                FaultKind.USAGE, "launcher.usage", "--home needs a folder", "write: isaac --home DIR [COMMAND]");
    }
}
