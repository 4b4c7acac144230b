package dev.isaac.aliases.internal.data;

import java.util.List;

/**
 * One option of a command.
 *
 * @param name its first spelling, under which rules and translators know it
 * @param spellings all spellings, dashes included
 * @param takes whether a value follows
 */
public record OptionSpec(String name, List<String> spellings, Takes takes) {

    /** Whether a value follows an option. */
    public enum Takes {
        /** None. */
        NOTHING,
        /** Always one. */
        VALUE,
        /** One, if it is attached. */
        ATTACHED
    }

    public OptionSpec {
        spellings = List.copyOf(spellings);
    }

    /** Reads {@code -n|--lines=N}: a value if any spelling has {@code =}, an attached one if it has {@code [=}. */
    public static OptionSpec parse(String text) {
        Takes takes = text.contains("[=") ? Takes.ATTACHED : text.contains("=") ? Takes.VALUE : Takes.NOTHING;
        List<String> spellings = List.of(text.split("\\|")).stream()
                .map(spelling -> spelling.replaceAll("\\[?=.*", ""))
                .toList();
        for (String spelling : spellings) {
            if (!spelling.startsWith("-") || spelling.length() < 2) {
                throw new IllegalArgumentException("no option: " + text);
            }
        }
        return new OptionSpec(spellings.get(0), spellings, takes);
    }
}
