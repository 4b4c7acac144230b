package dev.isaac.shell.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandManifest.Example;
import dev.isaac.command.Option;
import dev.isaac.command.Tier;
import dev.isaac.shell.internal.render.Clean;
import dev.isaac.shell.internal.render.Look;
import dev.isaac.shell.internal.render.Style;
import dev.isaac.shell.internal.render.TextWidth;
import dev.isaac.shell.internal.render.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays out help. Not thread-safe: one for each page. */
final class HelpText {

    private static final int WIDEST = 96;
    private static final int WIDEST_TERM = 32;
    private static final int INDENT = 2;

    /** With less room than this, what a term means stands below it. */
    private static final int LEAST = 20;

    private static final int LEAST_USAGE = 12;

    private final Look look;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    HelpText(Look look) {
        this.look = look;
        this.width = Math.min(WIDEST, look.width());
    }

    List<String> lines() {
        return lines;
    }

    /** What stands on the left, what it means on the right. */
    record Entry(String term, String meaning) {}

    void heading(String title) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(look.paint(Style.STRONG, title));
    }

    void paragraph(String text) {
        Wrap.wrap(Clean.lines(text), width).forEach(lines::add);
    }

    void gap() {
        lines.add("");
    }

    /** Two columns; a term that is too long stands alone above its meaning. */
    void entries(List<Entry> entries) {
        int widest = 0;
        for (Entry entry : entries) {
            int term = TextWidth.of(entry.term());
            if (term <= WIDEST_TERM) {
                widest = Math.max(widest, term);
            }
        }
        int beside = INDENT + widest + 2;
        boolean narrow = width - beside < LEAST;
        int start = narrow ? 2 * INDENT : beside;
        for (Entry entry : entries) {
            String term = " ".repeat(INDENT) + look.paint(Style.NAME, entry.term());
            int used = INDENT + TextWidth.of(entry.term());
            List<String> meaning = Wrap.wrap(Clean.line(entry.meaning()), width - start);
            int first = 0;
            if (narrow || used + 2 > start) {
                lines.add(term);
            } else {
                lines.add(term + " ".repeat(start - used) + meaning.get(0));
                first = 1;
            }
            meaning.subList(first, meaning.size()).forEach(line -> lines.add(" ".repeat(start) + line));
        }
    }

    /** The page of one command. */
    static List<String> command(CommandManifest manifest, Look look) {
        HelpText page = new HelpText(look);
        page.paragraph(manifest.name() + " " + (look.unicode() ? "\u2013" : "-") + " " + manifest.summary());
        page.heading("Usage");
        page.usage(manifest);
        if (!manifest.description().isBlank()) {
            page.gap();
            page.paragraph(manifest.description());
        }
        if (!manifest.arguments().isEmpty()) {
            page.heading("Arguments");
            page.entries(manifest.arguments().stream()
                    .map(argument -> new Entry(name(argument, look), meaning(argument)))
                    .toList());
        }
        if (!manifest.options().isEmpty()) {
            page.heading("Options");
            page.entries(manifest.options().stream()
                    .map(option -> new Entry(name(option), meaning(option)))
                    .toList());
        }
        if (!manifest.examples().isEmpty()) {
            page.heading("Examples");
            for (Example example : manifest.examples()) {
                page.example(example);
            }
        }
        if (!manifest.aliases().isEmpty()) {
            page.heading("Other names");
            page.paragraph("  " + String.join(", ", manifest.aliases()));
        }
        page.heading("Safety");
        page.paragraph("  " + tier(manifest.tier()));
        return page.lines();
    }

    private void usage(CommandManifest manifest) {
        String name = manifest.name();
        List<String> parts = new ArrayList<>();
        for (Argument argument : manifest.arguments()) {
            String shown = name(argument, look);
            parts.add(argument.required() ? shown : "[" + shown + "]");
        }
        for (Option option : manifest.options()) {
            String shown = "--" + option.name()
                    + option.valueName().map(value -> " " + value(value)).orElse("");
            parts.add((option.required() ? shown : "[" + shown + "]") + (option.repeatable() ? repeated(look) : ""));
        }
        int beside = INDENT + name.length() + 1;
        int margin = width - beside < LEAST_USAGE ? 2 * INDENT + 1 : beside;
        StringBuilder line = new StringBuilder(" ".repeat(INDENT) + look.paint(Style.NAME, name));
        int used = beside - 1;
        for (String part : parts) {
            if (used + 1 + part.length() > width && used > margin) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(margin - 1));
                used = margin - 1;
            }
            line.append(' ').append(part);
            used += 1 + part.length();
        }
        lines.add(line.toString());
    }

    private void example(Example example) {
        String line = Clean.line(example.line());
        String purpose = Clean.line(example.purpose());
        int column = 44;
        if (INDENT + line.length() + 2 <= column && column + purpose.length() <= width) {
            lines.add(" ".repeat(INDENT)
                    + look.paint(Style.NAME, line)
                    + " ".repeat(column - INDENT - line.length())
                    + purpose);
        } else {
            lines.add(" ".repeat(INDENT) + look.paint(Style.NAME, line));
            Wrap.wrap(purpose, width - 6).forEach(text -> lines.add("      " + text));
        }
    }

    private static String repeated(Look look) {
        return look.unicode() ? "\u2026" : "...";
    }

    private static String value(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    static String name(Argument argument, Look look) {
        return value(argument.name()) + (argument.repeated() ? repeated(look) : "");
    }

    static String name(Option option) {
        String letter = option.letter().map(c -> "-" + c + ", ").orElse("");
        return letter + "--" + option.name()
                + option.valueName().map(value -> " " + value(value)).orElse("");
    }

    private static String meaning(Argument argument) {
        List<String> more = new ArrayList<>();
        if (!argument.required()) {
            more.add("optional");
        }
        if (!argument.choices().isEmpty()) {
            more.add("one of: " + String.join(", ", argument.choices()));
        }
        return with(argument.summary(), more);
    }

    private static String meaning(Option option) {
        List<String> more = new ArrayList<>();
        if (!option.choices().isEmpty()) {
            more.add("one of: " + String.join(", ", option.choices()));
        }
        option.defaultValue().ifPresent(value -> more.add("default: " + value));
        if (option.repeatable()) {
            more.add("may be repeated");
        }
        return with(option.summary(), more);
    }

    private static String with(String summary, List<String> more) {
        return more.isEmpty() ? summary : summary + " (" + String.join("; ", more) + ")";
    }

    static String tier(Tier tier) {
        String words =
                switch (tier) {
                    case RUN -> "Runs at once";
                    case CORRECT -> "Runs at once; an obvious typo is corrected";
                    case SUGGEST -> "Runs after you confirmed a correction";
                    case CONFIRM -> "Asks before it runs";
                    case REFUSE -> "Never runs";
                };
        return words + " (tier " + tier.label() + ").";
    }
}
