package dev.isaac.plugin.kit;

import dev.isaac.command.Argument;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Binds typed words to a manifest. */
final class Words {

    private static final Pattern SIMPLE_DURATION = Pattern.compile("([0-9]+)(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("([0-9]+)([kKMGT]?)(i?B)?");

    private final CommandManifest manifest;
    private final Map<String, List<String>> bound = new HashMap<>();
    private final List<String> positional = new ArrayList<>();

    private Words(CommandManifest manifest) {
        this.manifest = manifest;
    }

    static Map<String, List<String>> bind(CommandManifest manifest, List<String> words) {
        Words binding = new Words(manifest);
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (word.equals("--")) {
                rest.forEachRemaining(binding.positional::add);
            } else if (word.startsWith("--")) {
                binding.longOption(word.substring(2), rest);
            } else if (word.startsWith("-") && word.length() > 1) {
                binding.shortOption(word, rest);
            } else {
                binding.positional.add(word);
                if (binding.beginsVerbatim()) {
                    rest.forEachRemaining(binding.positional::add);
                }
            }
        }
        binding.arguments();
        return Map.copyOf(binding.bound);
    }

    private boolean beginsVerbatim() {
        List<Argument> arguments = manifest.arguments();
        return !arguments.isEmpty()
                && arguments.get(arguments.size() - 1).verbatim()
                && positional.size() >= arguments.size();
    }

    private void longOption(String text, Iterator<String> rest) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Option option = manifest.option(name).orElseThrow(() -> misuse("no option --" + name));
        if (option.isFlag() && equals >= 0) {
            throw misuse("--" + name + " takes no value");
        }
        if (option.isFlag()) {
            add(option, "true");
        } else {
            add(option, equals >= 0 ? text.substring(equals + 1) : next(rest, "--" + name));
        }
    }

    private void shortOption(String word, Iterator<String> rest) {
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            Option option = manifest.options().stream()
                    .filter(o -> o.letter().isPresent() && o.letter().get() == letter)
                    .findFirst()
                    .orElseThrow(() -> misuse("no option -" + letter));
            if (option.isFlag()) {
                add(option, "true");
            } else {
                add(option, i + 1 < word.length() ? word.substring(i + 1) : next(rest, "-" + letter));
                return;
            }
        }
    }

    private void add(Option option, String value) {
        check("--" + option.name(), option.type(), option.choices(), value);
        List<String> values = bound.computeIfAbsent(option.name(), name -> new ArrayList<>());
        if (!values.isEmpty() && !option.repeatable()) {
            throw misuse("--" + option.name() + " is given twice");
        }
        values.add(value);
    }

    private void arguments() {
        Iterator<String> values = positional.iterator();
        for (Argument argument : manifest.arguments()) {
            List<String> own = new ArrayList<>();
            while (values.hasNext() && (argument.repeated() || own.isEmpty())) {
                String value = values.next();
                check(argument.name(), argument.type(), argument.choices(), value);
                own.add(value);
            }
            if (!own.isEmpty()) {
                bound.put(argument.name(), own);
            }
        }
        if (values.hasNext()) {
            throw misuse("unexpected word " + values.next());
        }
    }

    private void check(String name, ValueType type, List<String> choices, String value) {
        if (!choices.isEmpty() && !choices.contains(value)) {
            throw misuse(name + " must be one of " + choices + ", not " + value);
        }
        try {
            Object ignored =
                    switch (type) {
                        case TEXT, PATH, BOOLEAN -> value;
                        case INTEGER -> Long.valueOf(value);
                        case DECIMAL -> new BigDecimal(value);
                        case DURATION -> duration(value);
                        case SIZE -> size(value);
                        case URI -> URI.create(value);
                    };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    misuse(name + " must be of type " + type).getMessage(), e);
        }
    }

    static Duration duration(String text) {
        Matcher simple = SIMPLE_DURATION.matcher(text);
        if (!simple.matches()) {
            try {
                return Duration.parse(text.toUpperCase(Locale.ROOT));
            } catch (java.time.format.DateTimeParseException e) {
                throw new IllegalArgumentException(text + " is no duration", e);
            }
        }
        long amount = Long.parseLong(simple.group(1));
        return switch (simple.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    static long size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " is no size");
        }
        int power =
                matcher.group(2).isEmpty() ? 0 : "KMGT".indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 1;
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
    }

    private String next(Iterator<String> rest, String option) {
        if (!rest.hasNext()) {
            throw misuse(option + " needs a value");
        }
        return rest.next();
    }

    private IllegalArgumentException misuse(String what) {
        return new IllegalArgumentException(manifest.name() + ": " + what);
    }
}
