package dev.isaac.trust.permission.internal;

import dev.isaac.trust.permission.internal.ReachTable.Rule;
import java.util.ArrayList;
import java.util.List;

/** A class that is named somewhere, looked up once for all that name it. */
final class Named {

    private final String name;
    private final List<byte[]> files;
    private final List<Rule> rules;
    private final boolean known;
    private final List<String> parents = new ArrayList<>(2);
    private boolean reached;

    /**
     * With what is known of it.
     *
     * @param files its class files where the bundle has it
     * @param rules what its mention means
     * @param known whether the table has members of it
     */
    Named(String name, List<byte[]> files, List<Rule> rules, boolean known) {
        this.name = name;
        this.files = files;
        this.rules = rules;
        this.known = known;
    }

    String name() {
        return name;
    }

    List<byte[]> files() {
        return files;
    }

    boolean isOwn() {
        return !files.isEmpty();
    }

    List<Rule> rules() {
        return rules;
    }

    boolean isKnown() {
        return known;
    }

    /** Its super classes and interfaces, as far as its files were read. */
    List<String> parents() {
        return parents;
    }

    /** Whether this is the first time that it is reached. */
    boolean reach() {
        boolean first = !reached;
        reached = true;
        return first;
    }
}
