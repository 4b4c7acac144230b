package dev.isaac.core.internal.parse;

/** The escapes of {@code $'…'}. */
final class AnsiC {

    private AnsiC() {}

    /** Decodes the escape whose letter stands at {@code i}; returns the index behind it. */
    static int escape(String text, int i, StringBuilder out) {
        char c = text.charAt(i);
        switch (c) {
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'e', 'E' -> out.append('\u001b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case '\\', '\'', '"', '?' -> out.append(c);
            case 'x' -> {
                return number(text, i + 1, 16, 2, c, out);
            }
            case 'u' -> {
                return number(text, i + 1, 16, 4, c, out);
            }
            case 'U' -> {
                return number(text, i + 1, 16, 8, c, out);
            }
            case 'c' -> {
                if (i + 1 < text.length()) {
                    out.append((char) (text.charAt(i + 1) & 0x1f));
                    return i + 2;
                }
                out.append("\\c");
            }
            default -> {
                if (c >= '0' && c <= '7') {
                    return number(text, i, 8, 3, c, out);
                }
                out.append('\\').append(c);
            }
        }
        return i + 1;
    }

    private static int number(String text, int from, int radix, int most, char letter, StringBuilder out) {
        int i = from;
        long value = 0;
        while (i < text.length() && i - from < most && Character.digit(text.charAt(i), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(i), radix);
            i++;
        }
        if (i == from) {
            out.append('\\').append(letter);
        } else if (Character.isValidCodePoint((int) value) && value <= Character.MAX_CODE_POINT) {
            out.appendCodePoint((int) value);
        } else {
            out.append('\ufffd');
        }
        return i;
    }
}
