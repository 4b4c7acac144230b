package dev.isaac.trust.permission;

import java.util.Optional;

/** What code does that no permission covers, because what it reaches that way cannot be seen. */
public enum CodeFlag {
    /** It looks up classes and members by name. */
    REFLECTION("reflection", "uses reflection: what it reaches that way cannot be checked"),
    /** It looks up methods and fields by name. */
    METHOD_HANDLES("method-handles", "looks up method handles: what it reaches that way cannot be checked"),
    /** It makes code while it runs. */
    CLASS_DEFINITION("class-definition", "makes code while it runs, which cannot be checked"),
    /** It makes objects from bytes. */
    SERIALIZATION("serialization", "makes objects from serialized bytes: which code that runs cannot be checked"),
    /** It can change or end the whole process. */
    JVM_CONTROL("jvm-control", "can change or end the whole shell"),
    /** It uses the plugin framework itself. */
    FRAMEWORK("framework", "uses the plugin framework itself: which plugins and services it reaches cannot be checked");

    private final String word;
    private final String sentence;

    CodeFlag(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    /** The word in data. */
    public String word() {
        return word;
    }

    /** What it means, for a person. */
    public String sentence() {
        return sentence;
    }

    /** The sentence for a word; the word itself where a later ISAAC wrote it. */
    public static String sentence(String word) {
        return of(word).map(CodeFlag::sentence).orElse(word);
    }

    /** The flag with a word. */
    public static Optional<CodeFlag> of(String word) {
        for (CodeFlag flag : values()) {
            if (flag.word.equals(word)) {
                return Optional.of(flag);
            }
        }
        return Optional.empty();
    }
}
