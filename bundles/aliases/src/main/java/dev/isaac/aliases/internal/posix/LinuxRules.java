package dev.isaac.aliases.internal.posix;

import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.command.line.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is typed on other systems and has another name, or none, on Linux. */
final class LinuxRules {

    private static final Set<String> WINDOWS_ONLY = Set.of("winget", "choco", "scoop");

    private final Notes notes;

    LinuxRules(Notes notes) {
        this.notes = notes;
    }

    List<Word> translate(String name, List<Word> words) throws Refused {
        List<String> rest = new ArrayList<>();
        for (Word word : words.subList(1, words.size())) {
            rest.add(word.literalValue().orElse("\0"));
        }
        switch (name) {
            case "ifconfig" -> {
                if (rest.isEmpty() || rest.equals(List.of("-a"))) {
                    notes.add("It shows other fields.");
                    return MacRules.literals("ip", "addr");
                }
                if (rest.size() == 1 && rest.get(0).matches("[a-z][A-Za-z0-9]*")) {
                    notes.add("It shows other fields.");
                    return MacRules.literals("ip", "addr", "show", rest.get(0));
                }
            }
            case "pbcopy" -> {
                if (rest.isEmpty()) {
                    return MacRules.literals("xclip", "-selection", "clipboard");
                }
            }
            case "pbpaste" -> {
                if (rest.isEmpty()) {
                    return MacRules.literals("xclip", "-selection", "clipboard", "-o");
                }
            }
            case "open" -> {
                if (rest.size() == 1 && !rest.get(0).startsWith("-")) {
                    return replaced(words, "xdg-open");
                }
                throw Refused.unmapped("open " + String.join(" ", rest).replace('\0', '?'), "Linux");
            }
            case "sw_vers" -> {
                if (rest.isEmpty()) {
                    notes.add("It shows other fields.");
                    return MacRules.literals("cat", "/etc/os-release");
                }
            }
            case "vm_stat" -> {
                if (rest.isEmpty()) {
                    notes.add("It shows other fields.");
                    return MacRules.literals("free");
                }
            }
            case "sed" -> {
                int at = rest.indexOf("-i");
                if (at >= 0 && at + 1 < rest.size() && rest.get(at + 1).isEmpty()) {
                    List<Word> all = new ArrayList<>(words);
                    all.remove(at + 2);
                    return all;
                }
            }
            case "date" -> {
                if (rest.stream().anyMatch(word -> word.matches("-j.*|-v.*|-u?jf.*"))) {
                    throw Refused.option(
                            "date", "of macOS, " + String.join(" ", rest).replace('\0', '?') + ",");
                }
            }
            case "top" -> {
                if (rest.stream().anyMatch(word -> word.matches("-l|-stats|-s"))) {
                    throw Refused.option("top", "of macOS, " + String.join(" ", rest) + ",");
                }
            }
            case "stat" -> {
                if (rest.stream().anyMatch(word -> (word.startsWith("-f") && word.length() > 2) || word.equals("-x"))
                        || (rest.size() > 1
                                && rest.get(0).equals("-f")
                                && rest.get(1).indexOf('%') >= 0)) {
                    throw Refused.option("stat", "-f of macOS");
                }
            }
            default -> {
                if (MacRules.MAC_ONLY.contains(name) || WINDOWS_ONLY.contains(name)) {
                    throw Refused.unmapped(name, "Linux");
                }
                return words;
            }
        }
        if (Set.of("pbcopy", "pbpaste", "sw_vers", "vm_stat").contains(name)) {
            throw Refused.unmapped(name + " with options", "Linux");
        }
        return words;
    }

    private static List<Word> replaced(List<Word> words, String name) {
        List<Word> all = new ArrayList<>(words);
        all.set(0, Word.literal(name));
        return all;
    }
}
