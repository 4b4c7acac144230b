package dev.isaac.aliases.internal.user;

/**
 * What another shell calls an alias or a function.
 *
 * @param name its name
 * @param line what it stands for; empty where it is refused
 * @param refusal why it cannot be taken over, one sentence; empty: it can
 */
record Found(String name, String line, String refusal) {

    static Found of(String name, String line) {
        return new Found(name, line, "");
    }

    static Found refused(String name, String why) {
        return new Found(name, "", why);
    }
}
