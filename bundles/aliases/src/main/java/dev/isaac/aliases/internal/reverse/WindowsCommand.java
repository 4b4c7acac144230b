package dev.isaac.aliases.internal.reverse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command of Windows, called in a certain way, and what it becomes on Unix.
 *
 * @param names its names
 * @param switches options without a value, and the options that they become; empty: none
 * @param values options with a value, and what the value looks like
 * @param paths parameters that hold a file and may be left out
 * @param needs options that must be given
 * @param least fewest operands
 * @param most most operands
 * @param words operands that must be these words
 * @param operands what each operand looks like
 * @param piped whether it reads what comes through a pipe
 * @param text whether what it prints can be read by the next command of a pipe
 * @param globs whether its files may be patterns
 * @param emit the Unix command, with holes
 * @param linux the same for Linux where it differs
 * @param without words that an option takes away
 * @param notes what differs
 */
record WindowsCommand(
        List<String> names,
        Map<String, String> switches,
        Map<String, String> values,
        List<String> paths,
        List<String> needs,
        int least,
        int most,
        List<String> words,
        List<String> operands,
        boolean piped,
        boolean text,
        boolean globs,
        List<String> emit,
        List<String> linux,
        Map<String, String> without,
        List<String> notes) {

    static WindowsCommand of(Map<?, ?> json) {
        List<?> count = json.get("count") instanceof List<?> list ? list : List.of(0L, 0L);
        return new WindowsCommand(
                strings(json.get("names")),
                map(json.get("switches")),
                map(json.get("values")),
                strings(json.get("paths")).stream().map(WindowsCommand::lower).toList(),
                strings(json.get("needs")).stream().map(WindowsCommand::lower).toList(),
                Integer.parseInt(String.valueOf(count.get(0))),
                Integer.parseInt(String.valueOf(count.get(1))),
                strings(json.get("words")),
                strings(json.get("operands")),
                Boolean.TRUE.equals(json.get("piped")),
                Boolean.TRUE.equals(json.get("text")),
                Boolean.TRUE.equals(json.get("globs")),
                strings(json.get("emit")),
                strings(json.get("linux")),
                map(json.get("without")),
                strings(json.get("notes")));
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static List<String> strings(@Nullable Object value) {
        List<String> strings = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> strings.add(String.valueOf(item)));
        }
        return strings;
    }

    private static Map<String, String> map(@Nullable Object value) {
        Map<String, String> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> json) {
            json.forEach((key, item) -> map.put(lower(String.valueOf(key)), String.valueOf(item)));
        }
        return map;
    }
}
