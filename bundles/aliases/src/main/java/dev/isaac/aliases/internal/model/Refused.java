package dev.isaac.aliases.internal.model;

/** Thrown where a line cannot be translated faithfully. Caught by the translator alone, which answers with it. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String alternative;

    /** Refuses without an alternative. */
    public Refused(String code, String sentence) {
        this(code, sentence, "");
    }

    /**
     * Refuses.
     *
     * @param code stable dotted words
     * @param sentence what was refused and why
     * @param alternative what comes nearest; may be empty
     */
    public Refused(String code, String sentence, String alternative) {
        super(sentence, null, false, false);
        this.code = code;
        this.alternative = alternative;
    }

    /** Stable dotted words. */
    public String code() {
        return code;
    }

    /** What was refused and why. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** What comes nearest; empty when nothing does. */
    public String alternative() {
        return alternative;
    }

    /** A command that the mapping does not know, or not for this target. */
    public static Refused unmapped(String command, String where) {
        return new Refused("alias.unmapped", "There is no faithful translation of " + command + " for " + where + ".");
    }

    /** An option without a translation: one is enough to refuse the line. */
    public static Refused option(String command, String option) {
        return new Refused("alias.option", command + " " + option + " has no faithful translation.");
    }

    /** Operands in a number or of a kind that has no translation. */
    public static Refused operands(String command, String why) {
        return new Refused("alias.operand", command + ": " + why + ".");
    }

    /** A construct of the shell without a translation. */
    public static Refused construct(String what) {
        return new Refused("alias.construct", what + " has no faithful translation.");
    }
}
