package dev.isaac.command;

/** How much is asked before something runs. Ordered from the most lenient to the strictest. */
public enum Tier {
    /** Tier 1: runs at once. */
    RUN("1"),
    /** Tier 2: an obvious typo is corrected, the correction is named, and it runs. */
    CORRECT("2"),
    /** Tier 2.5: a correction is shown and runs after confirmation. */
    SUGGEST("2.5"),
    /** Tier 3: runs after a warning and a confirmation. Everything unknown is here. */
    CONFIRM("3"),
    /** Tier 4: never runs. */
    REFUSE("4");

    private final String label;

    Tier(String label) {
        this.label = label;
    }

    /** The name that users see: {@code 1}, {@code 2}, {@code 2.5}, {@code 3} or {@code 4}. */
    public String label() {
        return label;
    }

    /** The stricter of this tier and another. */
    public Tier stricter(Tier other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
