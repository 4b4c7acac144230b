package dev.isaac.shell.internal.render;

/** How many cells of a terminal text takes: wide characters take two, combining ones none. */
public final class TextWidth {

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_PRESENTATION = 0xFE0F;

    /** First and last code point of the ranges that take two cells (East Asian wide and full-width, emoji). */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
        0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE,
        0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA,
        0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755,
        0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
        0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3,
        0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18CFF, 0x1AFF0,
        0x1B2FF, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F1E6, 0x1F1FF, 0x1F200,
        0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0,
        0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B,
        0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680,
        0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6D7, 0x1F6DC, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4,
        0x1F6FC, 0x1F7E0, 0x1F7EB, 0x1F7F0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70,
        0x1FAFF, 0x20000, 0x3FFFD
    };

    private TextWidth() {}

    /** The cells that the text takes; text without control characters. */
    public static int of(String text) {
        int width = 0;
        int i = 0;
        while (i < text.length()) {
            int end = next(text, i);
            width += cluster(text, i, end);
            i = end;
        }
        return width;
    }

    /** The longest beginning of the text that takes no more cells than given; never splits a character from its marks. */
    static int fitting(String text, int cells) {
        int width = 0;
        int i = 0;
        while (i < text.length()) {
            int end = next(text, i);
            width += cluster(text, i, end);
            if (width > cells) {
                return i;
            }
            i = end;
        }
        return text.length();
    }

    /** The end of the character that starts at an index, with its marks and what is joined to it. */
    private static int next(String text, int start) {
        int i = start;
        int point = text.codePointAt(i);
        i += Character.charCount(point);
        boolean flag = isRegional(point);
        while (i < text.length()) {
            int follower = text.codePointAt(i);
            if (follower == ZERO_WIDTH_JOINER) {
                i++;
                if (i < text.length()) {
                    i += Character.charCount(text.codePointAt(i));
                }
            } else if (width(follower) == 0 || isSkinTone(follower)) {
                i += Character.charCount(follower);
            } else if (flag && isRegional(follower)) {
                i += Character.charCount(follower);
                flag = false;
            } else {
                break;
            }
        }
        return i;
    }

    private static int cluster(String text, int start, int end) {
        int width = width(text.codePointAt(start));
        return width == 1
                        && text.indexOf(EMOJI_PRESENTATION, start) > start
                        && text.indexOf(EMOJI_PRESENTATION, start) < end
                ? 2
                : width;
    }

    private static int width(int point) {
        if (point < 0x300) {
            return point == 0xAD ? 0 : 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || (point >= 0x1160 && point <= 0x11FF)) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    private static boolean isWide(int point) {
        int low = 0;
        int high = WIDE.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (point < WIDE[2 * middle]) {
                high = middle - 1;
            } else if (point > WIDE[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    private static boolean isRegional(int point) {
        return point >= 0x1F1E6 && point <= 0x1F1FF;
    }

    private static boolean isSkinTone(int point) {
        return point >= 0x1F3FB && point <= 0x1F3FF;
    }
}
