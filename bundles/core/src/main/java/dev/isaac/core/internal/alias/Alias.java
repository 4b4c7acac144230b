package dev.isaac.core.internal.alias;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Word;
import dev.isaac.core.internal.parse.LineParser;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a name stands for.
 *
 * @param name one bare word
 * @param line the text in its place
 * @param template where arguments go; {@code null}: they follow the text
 */
public record Alias(String name, String line, @Nullable AliasTemplate template) {

    private static final Pattern NAME = Pattern.compile("[^\\s'\"\\\\$`|&;<>(){}=/*?\\[\\]~#!\\p{Cntrl}]{1,100}");

    /** What has a meaning of its own at the beginning of a command. */
    private static final Set<String> KEYWORDS = Set.of(
            "if",
            "then",
            "elif",
            "else",
            "fi",
            "for",
            "while",
            "until",
            "do",
            "done",
            "case",
            "esac",
            "select",
            "function",
            "in",
            "time",
            "coproc");

    /** An argument, wherever it may stand; {@code $10} is {@code $1} and a zero, as in the shell. */
    private static final Pattern ARGUMENT = Pattern.compile("\\$(\\{[0-9@*#]|[0-9@*#])");

    /** Of the native shell: plain text, whatever is in it. */
    public static Alias plain(String name, String line) {
        return new Alias(name, line, null);
    }

    /**
     * Reads an alias of ISAAC.
     *
     * @throws CommandException {@code alias.name}, {@code alias.line} or {@code alias.argument}
     */
    public static Alias of(String name, String line) throws CommandException {
        if (!NAME.matcher(name).matches() || KEYWORDS.contains(name)) {
            throw Fault.of(FaultKind.USAGE, "alias.name", "An alias cannot be called '" + name + "'.")
                    .hint("A name is one word without quotes, slashes and signs that the shell reads.")
                    .exception();
        }
        ParsedLine parsed = LineParser.parse(line);
        if (!(parsed instanceof ParsedLine.Complete complete)
                || complete.root().entries().isEmpty()) {
            String why = parsed instanceof ParsedLine.Invalid invalid ? invalid.message() : "It is not finished.";
            throw Fault.of(FaultKind.USAGE, "alias.line", "The line of " + name + " cannot be read: " + why)
                    .hint("Quote the line as a whole: alias add NAME 'LINE'.")
                    .exception();
        }
        return new Alias(name, line, template(name, complete.root()));
    }

    private static @Nullable AliasTemplate template(String name, Node.Sequence root) throws CommandException {
        AliasTemplate template = new AliasTemplate(name, root);
        int mentioned = 0;
        for (Matcher matcher = ARGUMENT.matcher(AliasTemplate.withoutLiterals(root)); matcher.find(); ) {
            mentioned++;
        }
        if (mentioned != template.holes()) {
            throw Fault.of(
                            FaultKind.USAGE,
                            "alias.argument",
                            "The line of " + name + " has an argument where none can be put in.")
                    .hint(
                            "$1 to $9, $@ and $* go into the words of commands, not into structures, substitutions or ${…}.")
                    .exception();
        }
        return template.holes() == 0 ? null : template;
    }

    /**
     * The text that takes the place of a command.
     *
     * @param arguments the words behind the name
     * @throws CommandException {@code alias.arguments}: more than it takes
     */
    String expand(List<Word> arguments) throws CommandException {
        AliasTemplate holes = template;
        return holes == null ? line : holes.fill(arguments);
    }
}
