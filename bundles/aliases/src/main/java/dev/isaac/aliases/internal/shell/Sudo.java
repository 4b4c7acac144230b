package dev.isaac.aliases.internal.shell;

import dev.isaac.aliases.internal.model.Notes;
import java.util.List;
import java.util.Optional;

/** {@code sudo} before a command, for systems where a shell has the rights or has not. */
public final class Sudo {

    private Sudo() {}

    /** The words without a plain {@code sudo} before them, which is noted. One with options stays, and is refused. */
    public static List<Value> strip(List<Value> words, Notes notes) {
        if (words.size() < 2
                || !words.get(0).text().equals(Optional.of("sudo"))
                || words.get(1).start().startsWith("-")
                || words.get(1).start().indexOf('=') >= 0) {
            return words;
        }
        notes.add("It needs a shell that was started as administrator.");
        return words.subList(1, words.size());
    }
}
