package dev.isaac.shell.internal.prompt;

import dev.isaac.shell.internal.render.Clean;
import java.nio.file.Path;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** What stands before the cursor: the directory, the exit code of the last line when it was not 0, and a mark. */
final class PromptText {

    private static final AttributedStyle PLACE = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle STATUS =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).bold();
    private static final AttributedStyle MARK = AttributedStyle.DEFAULT.bold();

    private final Path userHome;
    private final boolean unicode;

    PromptText(Path userHome, boolean unicode) {
        this.userHome = userHome;
        this.unicode = unicode;
    }

    /** The prompt for a terminal of some width. */
    AttributedStringBuilder of(Path directory, int lastStatus, int width) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        text.styled(MARK, "isaac").append(' ');
        text.styled(PLACE, place(directory, Math.max(12, width / 3)));
        if (lastStatus != 0) {
            text.append(' ').styled(STATUS, "[" + lastStatus + "]");
        }
        text.append(' ').styled(MARK, unicode ? "\u276f" : ">").append(' ');
        return text;
    }

    String place(Path directory, int width) {
        String text = Clean.line(directory.toString());
        if (directory.equals(userHome)) {
            text = "~";
        } else if (directory.startsWith(userHome) && userHome.getNameCount() > 0) {
            text = Clean.line("~/" + userHome.relativize(directory));
        }
        if (text.length() <= width) {
            return text;
        }
        String ellipsis = unicode ? "\u2026" : "...";
        int slash = text.indexOf('/', text.length() - width + ellipsis.length());
        return ellipsis
                + (slash >= 0 ? text.substring(slash) : text.substring(text.length() - width + ellipsis.length()));
    }
}
