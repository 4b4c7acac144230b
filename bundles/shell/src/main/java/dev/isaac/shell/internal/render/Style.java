package dev.isaac.shell.internal.render;

/** The few looks that text may have. */
public enum Style {
    /** As it is. */
    PLAIN(""),
    /** Headings and names. */
    STRONG("1"),
    /** What matters less. */
    FAINT("2"),
    /** Errors. */
    ERROR("1;31"),
    /** Warnings. */
    WARNING("33"),
    /** What is well. */
    GOOD("32"),
    /** Names that can be typed. */
    NAME("36"),
    /** Literal values. */
    VALUE("35");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
