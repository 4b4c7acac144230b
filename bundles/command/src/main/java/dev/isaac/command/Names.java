package dev.isaac.command;

import java.util.regex.Pattern;

/** The spelling of names in manifests. */
final class Names {

    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern CODE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

    private Names() {}

    static String requireWord(String name, String what) {
        if (!WORD.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    what + " name must be lower-case letters, digits and dashes, but is: " + name);
        }
        return name;
    }

    static String requireWords(String name, String what) {
        for (String word : name.split(" ", -1)) {
            requireWord(word, what);
        }
        return name;
    }

    static String requireCode(String code) {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("a fault code is two or more dotted lower-case words, but is: " + code);
        }
        return code;
    }
}
