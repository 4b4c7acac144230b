package dev.isaac.core.internal.tier;

import java.util.LinkedHashMap;
import java.util.Map;

/** Goes through all combinations of what several things may be, one combination for each evaluation of the words. */
final class Choices {

    /** More combinations are not tried. */
    static final int MAX = 32;

    private static final class Wheel {
        int at;
        int size;
    }

    private final Map<String, Wheel> wheels = new LinkedHashMap<>(4);
    private int tried = 1;

    /** Which of so many possibilities holds for a thing in this evaluation: always the same one. */
    int pick(String thing, int size) {
        if (size < 2) {
            return 0;
        }
        Wheel wheel = wheels.computeIfAbsent(thing, t -> new Wheel());
        wheel.size = Math.max(wheel.size, size);
        return Math.min(wheel.at, size - 1);
    }

    /** Goes to the next combination; false when there is none left. */
    boolean next() {
        if (tried++ >= MAX) {
            return false;
        }
        for (Wheel wheel : wheels.values()) {
            if (++wheel.at < wheel.size) {
                return true;
            }
            wheel.at = 0;
        }
        return false;
    }
}
