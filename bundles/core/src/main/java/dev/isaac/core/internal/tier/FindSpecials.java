package dev.isaac.core.internal.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code find}: what it does with what it finds, and whether it picks or takes all that lies under its roots. */
final class FindSpecials {

    private static final Set<String> LEADING = Set.of("-H", "-L", "-P");

    /** Tests that pick some of the files, and take a word. A kind, such as {@code -type f}, picks nothing here. */
    private static final Set<String> PICKING = Set.of(
            "-name",
            "-iname",
            "-path",
            "-ipath",
            "-wholename",
            "-regex",
            "-iregex",
            "-mtime",
            "-mmin",
            "-atime",
            "-amin",
            "-ctime",
            "-cmin",
            "-newer",
            "-size",
            "-user",
            "-group",
            "-perm",
            "-inum",
            "-samefile",
            "-lname",
            "-links",
            "-newermt");

    private static final Set<String> PICKING_ALONE = Set.of("-empty", "-nouser", "-nogroup");

    private final Specials.Gate gate;

    FindSpecials(Specials.Gate gate) {
        this.gate = gate;
    }

    void register(Map<String, Specials.Special> specials) {
        specials.put("find", this::find);
    }

    private Verdict find(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        List<String> words = rest.subList(start(rest, spec.values()), rest.size());
        List<String> roots = roots(words);
        Expression expression = new Expression(words.subList(rootCount(words), words.size()));
        expression.read();
        Verdict verdict = Verdict.run("find only looks");
        for (Action action : expression.actions) {
            verdict = verdict.stricter(
                    switch (action.name()) {
                        case "-delete" -> delete(roots, action.picked(), scope);
                        case "-exec", "-execdir", "-ok", "-okdir" -> exec(action, roots, scope);
                        case "-fprint", "-fprint0", "-fls", "-fprintf" -> written(action, scope);
                        default -> Verdict.HARMLESS;
                    });
        }
        return expression.unknown ? verdict.stricter(Verdict.confirm("an expansion decides what find does")) : verdict;
    }

    private static Verdict written(Action action, Scope scope) {
        return action.words().isEmpty()
                ? Verdict.HARMLESS
                : FileSpecials.write(action.words().get(0), scope);
    }

    private static int start(List<String> rest, Set<String> valued) {
        int leading = 0;
        while (leading < rest.size() && LEADING.contains(rest.get(leading))) {
            leading++;
        }
        return Math.min(Specials.skipOptions(rest.subList(0, leading), valued), rest.size());
    }

    private static int rootCount(List<String> words) {
        int i = 0;
        while (i < words.size() && !isExpression(words.get(i))) {
            i++;
        }
        return i;
    }

    private static List<String> roots(List<String> words) {
        int count = rootCount(words);
        return count == 0 ? List.of(".") : words.subList(0, count);
    }

    private static boolean isExpression(String word) {
        return word.startsWith("-") || word.equals("(") || word.equals("!") || word.equals(")");
    }

    /**
     * What is known of what it prints: its roots, unless it picks, and in any case more than can be said.
     *
     * @param rest the words behind the name
     */
    static String printed(List<String> rest) {
        String unknown = String.valueOf(WordValues.UNKNOWN);
        List<String> words = rest.subList(start(rest, Set.of()), rest.size());
        Expression expression = new Expression(words.subList(rootCount(words), words.size()));
        boolean picked = expression.read();
        boolean all = expression.actions.isEmpty()
                ? !picked
                : expression.actions.stream()
                        .anyMatch(action -> action.name().startsWith("-print") && !action.picked());
        return all ? String.join("\n", roots(words)) + "\n" + unknown : unknown;
    }

    private static Verdict delete(List<String> roots, boolean picked, Scope scope) {
        for (String root : roots) {
            if (!picked && scope.kind(root) == PathClasses.Kind.PROTECTED) {
                return Verdict.refuse("find deletes everything under " + root);
            }
        }
        return Verdict.confirm("find deletes what it finds");
    }

    private Verdict exec(Action action, List<String> roots, Scope scope) {
        Verdict verdict = exec(action.words(), List.of(String.valueOf(WordValues.UNKNOWN)), scope);
        return action.picked() ? verdict : verdict.stricter(exec(action.words(), roots, scope));
    }

    private Verdict exec(List<String> command, List<String> items, Scope scope) {
        List<String> words = new ArrayList<>();
        for (String word : command) {
            if (word.equals("{}")) {
                words.addAll(items);
            } else {
                words.add(word.replace("{}", items.get(0)));
            }
        }
        return gate.words(words, scope, null);
    }

    /**
     * Something that is done with a file.
     *
     * @param words what stands behind it and belongs to it
     * @param picked whether only some files come so far
     */
    private record Action(String name, List<String> words, boolean picked) {}

    /** The tests and actions, read once from the left. */
    private static final class Expression {

        private static final int DEEPEST = 100;

        private final List<String> words;
        private final List<Action> actions = new ArrayList<>();
        private boolean unknown;
        private int next;
        private int depth;

        Expression(List<String> words) {
            this.words = words;
        }

        /** Reads all; tells whether what passes the whole expression was picked. */
        boolean read() {
            boolean picked = true;
            do {
                picked &= group(false);
            } while (next < words.size());
            return picked;
        }

        /**
         * Reads to the end of a group. Each alternative counts for itself, and a test that is turned round lets nearly
         * everything pass.
         *
         * @param before whether only some files come to it
         */
        private boolean group(boolean before) {
            boolean all = true;
            boolean here = before;
            boolean not = false;
            depth++;
            while (next < words.size()) {
                String word = words.get(next++);
                if (word.equals(")")) {
                    break;
                }
                if (word.equals("!") || word.equals("-not")) {
                    not = !not;
                    continue;
                }
                if (word.equals("-o") || word.equals("-or") || word.equals(",")) {
                    all &= here;
                    here = before;
                } else if (word.equals("(")) {
                    boolean inner = depth < DEEPEST && group(here);
                    here |= inner && !not;
                } else if (PICKING.contains(word)) {
                    String value = next < words.size() ? words.get(next++) : "";
                    here |= !not && !isEverything(word, value);
                } else if (PICKING_ALONE.contains(word)) {
                    here |= !not;
                } else {
                    action(word, here);
                }
                not = false;
            }
            depth--;
            return all && here;
        }

        private static boolean isEverything(String test, String value) {
            return switch (test) {
                case "-name", "-iname" -> value.matches("\\*+");
                case "-path", "-ipath", "-wholename" -> value.matches("[*/.]+");
                case "-regex", "-iregex" -> value.matches("[*/.^$]+");
                default -> false;
            };
        }

        private void action(String word, boolean picked) {
            switch (word) {
                case "-delete", "-print", "-print0", "-printf" -> actions.add(new Action(word, List.of(), picked));
                case "-exec", "-execdir", "-ok", "-okdir" -> {
                    int from = next;
                    while (next < words.size()
                            && !words.get(next).equals(";")
                            && !words.get(next).equals("+")) {
                        next++;
                    }
                    actions.add(new Action(word, words.subList(from, next), picked));
                    next = Math.min(next + 1, words.size());
                }
                case "-fprint", "-fprint0", "-fls", "-fprintf" -> {
                    int to = Math.min(next + 1, words.size());
                    actions.add(new Action(word, words.subList(next, to), picked));
                    next = to;
                }
                default -> unknown |= word.indexOf(WordValues.UNKNOWN) == 0;
            }
        }
    }
}
