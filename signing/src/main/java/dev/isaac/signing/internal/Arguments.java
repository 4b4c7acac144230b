package dev.isaac.signing.internal;

import dev.isaac.signing.Passphrases;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command line: words, then options {@code --name value value…}. */
public final class Arguments {

    private final List<String> words;
    private final Map<String, List<String>> options;

    private Arguments(List<String> words, Map<String, List<String>> options) {
        this.words = words;
        this.options = options;
    }

    /** Reads words and options; whoever asks takes them out. */
    public static Arguments parse(List<String> words) {
        List<String> plain = new ArrayList<>();
        Map<String, List<String>> options = new LinkedHashMap<>();
        List<String> values = null;
        for (String word : words) {
            if (word.startsWith("--")) {
                values = options.computeIfAbsent(word.substring(2), any -> new ArrayList<>());
            } else if (values == null) {
                plain.add(word);
            } else {
                values.add(word);
            }
        }
        return new Arguments(plain, options);
    }

    /** The next word, which must be there. */
    public String word(String what) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(what + " is missing");
        }
        return words.remove(0);
    }

    /** All words that are left. */
    public List<String> words() {
        List<String> rest = List.copyOf(words);
        words.clear();
        return rest;
    }

    /** Whether an option without a value is there. */
    public boolean flag(String name) {
        List<String> values = options.remove(name);
        if (values != null && !values.isEmpty()) {
            throw new IllegalArgumentException("--" + name + " takes no value");
        }
        return values != null;
    }

    /** Where passphrases come from, if an option says so. */
    public Optional<Passphrases> passphrases(Map<String, String> environment, InputStream in) {
        String variable = optional("passphrase-env");
        String file = optional("passphrase-file");
        boolean stdin = flag("passphrase-stdin");
        if ((variable.isEmpty() ? 0 : 1) + (file.isEmpty() ? 0 : 1) + (stdin ? 1 : 0) > 1) {
            throw new IllegalArgumentException("give the passphrase in one way only");
        }
        if (!variable.isEmpty()) {
            return Optional.of(Passphrases.environment(environment, variable));
        }
        if (!file.isEmpty()) {
            return Optional.of(Passphrases.file(Path.of(file)));
        }
        return stdin ? Optional.of(Passphrases.stream(in)) : Optional.empty();
    }

    /** The one value of an option that must be there. */
    public String required(String name) {
        String value = optional(name);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    /** The one value of an option; empty when it is not there. */
    public String optional(String name) {
        List<String> values = options.remove(name);
        if (values == null) {
            return "";
        }
        if (values.size() != 1) {
            throw new IllegalArgumentException("--" + name + " takes one value");
        }
        return values.get(0);
    }

    /** The values of an option; empty when it is not there. */
    public List<String> values(String name) {
        List<String> values = options.remove(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    /** The values of an option that must be there. */
    public List<String> list(String name) {
        List<String> values = options.remove(name);
        if (values == null || values.isEmpty()) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return List.copyOf(values);
    }

    /** A positive number, or a fallback. */
    public long number(String name, long fallback) {
        String value = optional(name);
        if (value.isEmpty()) {
            return fallback;
        }
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("--" + name + " takes a positive number");
        }
        return Long.parseLong(value);
    }

    /** Refuses options that nobody asked for. */
    public void requireNothingElse() {
        if (!words.isEmpty()) {
            throw new IllegalArgumentException("unexpected: " + words.get(0));
        }
        if (!options.isEmpty()) {
            throw new IllegalArgumentException(
                    "no such option: --" + options.keySet().iterator().next());
        }
    }
}
