package dev.isaac.aliases.internal.cmd;

import java.util.ArrayList;
import java.util.List;

/** Whole numbers from one to another as regular expressions of digits. */
final class NumberRange {

    private NumberRange() {}

    /** Expressions of which one matches each of the numbers, and none another; {@code 1 <= from <= to}. */
    static List<String> expressions(int from, int to) {
        List<String> all = new ArrayList<>();
        int low = from;
        while (low <= to) {
            // The widest block of numbers that begins here: as many last digits free as fit.
            int free = 0;
            int size = 1;
            while (low % (size * 10) == 0 && low + size * 10 - 1 <= to) {
                size *= 10;
                free++;
            }
            int digit = low / size % 10;
            int last = digit;
            while (last < 9 && low + (long) (last - digit + 2) * size - 1 <= to) {
                last++;
            }
            String front = low / size / 10 == 0 ? "" : Integer.toString(low / size / 10);
            String middle = digit == last ? Integer.toString(digit) : "[" + digit + "-" + last + "]";
            all.add(front + middle + "[0-9]".repeat(free));
            low += (last - digit + 1) * size;
        }
        return all;
    }
}
