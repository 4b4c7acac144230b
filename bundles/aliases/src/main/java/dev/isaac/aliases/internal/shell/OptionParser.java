package dev.isaac.aliases.internal.shell;

import dev.isaac.aliases.internal.data.OptionSpec;
import dev.isaac.aliases.internal.model.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads options as {@code getopt_long} of GNU does, but for abbreviations, which are refused like unknown options. */
public final class OptionParser {

    private final String command;
    private final Map<String, OptionSpec> specs = new HashMap<>();
    private final @Nullable String number;
    private final boolean operandsEnd;
    private final boolean singleDashWords;

    /**
     * Prepares a command.
     *
     * @param command its name
     * @param specs its options
     * @param number the option that {@code -5} stands for; {@code null}: none
     * @param operandsEnd whether the first operand ends the options, as for commands that run others
     */
    public OptionParser(String command, List<OptionSpec> specs, @Nullable String number, boolean operandsEnd) {
        this.command = command;
        this.number = number;
        this.operandsEnd = operandsEnd;
        boolean words = false;
        for (OptionSpec spec : specs) {
            for (String spelling : spec.spellings()) {
                this.specs.put(spelling, spec);
                words |= spelling.length() > 2 && spelling.charAt(1) != '-';
            }
        }
        this.singleDashWords = words;
    }

    /** Tells options from operands. */
    public Call parse(List<Value> words) throws Refused {
        List<Call.Given> options = new ArrayList<>();
        List<Value> operands = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Value word = words.get(i);
            String start = word.start();
            if (start.length() < 1 || start.charAt(0) != '-' || word.text().equals(Optional.of("-"))) {
                operands.add(word);
                if (operandsEnd) {
                    operands.addAll(words.subList(i + 1, words.size()));
                    break;
                }
            } else if (word.text().equals(Optional.of("--"))) {
                operands.addAll(words.subList(i + 1, words.size()));
                break;
            } else if (start.startsWith("--")) {
                i = longOption(words, i, options);
            } else if (number != null && word.text().isPresent() && start.matches("-\\d+")) {
                options.add(new Call.Given(number, Optional.of(Value.of(start.substring(1)))));
            } else if (singleDashWords && specs.containsKey(word.text().orElse(""))) {
                i = whole(words, i, start, options);
            } else {
                i = letters(words, i, options);
            }
        }
        return new Call(command, options, operands);
    }

    private int longOption(List<Value> words, int at, List<Call.Given> options) throws Refused {
        Value word = words.get(at);
        int equals = word.start().indexOf('=');
        if (equals < 0) {
            return whole(words, at, word.text().orElseThrow(() -> Refused.option(command, word.typed())), options);
        }
        String name = word.start().substring(0, equals);
        OptionSpec spec = spec(name);
        if (spec.takes() == OptionSpec.Takes.NOTHING) {
            throw Refused.option(command, word.typed());
        }
        options.add(new Call.Given(spec.name(), Optional.of(word.after(equals + 1))));
        return at;
    }

    private int whole(List<Value> words, int at, String name, List<Call.Given> options) throws Refused {
        OptionSpec spec = spec(name);
        if (spec.takes() != OptionSpec.Takes.VALUE) {
            options.add(new Call.Given(spec.name(), Optional.empty()));
            return at;
        }
        if (at + 1 >= words.size()) {
            throw new Refused("alias.operand", command + " " + name + " needs a value.");
        }
        options.add(new Call.Given(spec.name(), Optional.of(words.get(at + 1))));
        return at + 1;
    }

    private int letters(List<Value> words, int at, List<Call.Given> options) throws Refused {
        Value word = words.get(at);
        String start = word.start();
        if (start.length() < 2) {
            throw Refused.option(command, word.typed());
        }
        for (int i = 1; i < start.length(); i++) {
            OptionSpec spec = spec("-" + start.charAt(i));
            boolean last = i == start.length() - 1 && word.pieces().size() == 1;
            if (spec.takes() == OptionSpec.Takes.NOTHING) {
                options.add(new Call.Given(spec.name(), Optional.empty()));
                if (i == start.length() - 1 && !last) {
                    throw Refused.option(command, word.typed());
                }
            } else if (!last) {
                options.add(new Call.Given(spec.name(), Optional.of(word.after(i + 1))));
                return at;
            } else {
                return whole(words, at, "-" + start.charAt(i), options);
            }
        }
        return at;
    }

    private OptionSpec spec(String name) throws Refused {
        OptionSpec spec = specs.get(name);
        if (spec == null) {
            throw new Refused(
                    "alias.option",
                    "The option " + name + " of " + command + " is not known to the mapping, so the line is refused.");
        }
        return spec;
    }
}
