package dev.isaac.core.internal.bind;

import dev.isaac.command.Argument;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.Option;
import java.util.Locale;

/** The line that shows how a command is called. */
public final class UsageLine {

    private UsageLine() {}

    /** {@code notes add TEXT… [--tag T]…}. */
    public static String of(CommandManifest manifest) {
        StringBuilder line = new StringBuilder(manifest.name());
        for (Argument argument : manifest.arguments()) {
            String name = argument.choices().isEmpty()
                    ? argument.name().toUpperCase(Locale.ROOT)
                    : String.join("|", argument.choices());
            line.append(' ').append(argument.required() ? name : "[" + name + "]");
            if (argument.repeated()) {
                line.append('…');
            }
        }
        for (Option option : manifest.options()) {
            line.append(option.required() ? " --" : " [--").append(option.name());
            option.valueName().ifPresent(v -> line.append(' ').append(v.toUpperCase(Locale.ROOT)));
            line.append(option.required() ? "" : "]");
            if (option.repeatable()) {
                line.append('…');
            }
        }
        return line.toString();
    }
}
