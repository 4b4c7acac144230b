package dev.isaac.example.notes;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The spelling of tags. */
final class Tags {

    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*");

    private Tags() {}

    /** A tag in lower case, without the number sign that some people type. */
    static String check(String typed) throws CommandException {
        String tag = (typed.startsWith("#") ? typed.substring(1) : typed).toLowerCase(Locale.ROOT);
        if (!TAG.matcher(tag).matches()) {
            throw Fault.of(FaultKind.USAGE, "notes.bad-tag", "A tag is one word, not \"" + typed + "\".")
                    .exception();
        }
        return tag;
    }

    static List<String> checkAll(List<String> typed) throws CommandException {
        List<String> tags = new ArrayList<>();
        for (String tag : typed) {
            tags.add(check(tag));
        }
        return tags;
    }
}
