package dev.isaac.aliases.internal.powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A test of {@code find} of one file, an object in {@code $_}. */
sealed interface FindTest {
    /**
     * Its code.
     *
     * @param printed code for the name as it is printed
     * @param base code for its last part
     */
    Ps.Expr code(Ps.Expr printed, Ps.Expr base);

    /** Whether it can hold for a folder of that name, from which the search starts. */
    default boolean mayHold(String name) {
        return true;
    }

    /** Code of its own. */
    record Code(Ps.Expr code) implements FindTest {
        @Override
        public Ps.Expr code(Ps.Expr printed, Ps.Expr base) {
            return code;
        }
    }

    /** {@code -name} and {@code -iname}. */
    record Name(String like, Pattern pattern, boolean ignoreCase) implements FindTest {
        @Override
        public Ps.Expr code(Ps.Expr printed, Ps.Expr base) {
            return Ps.Code.of(base, ignoreCase ? " -ilike " : " -clike ", new Ps.Str(like));
        }

        @Override
        public boolean mayHold(String name) {
            return pattern.matcher(name).matches();
        }
    }

    /** A comparison of the printed name. */
    record Printed(String operator, String text) implements FindTest {
        @Override
        public Ps.Expr code(Ps.Expr printed, Ps.Expr base) {
            return Ps.Code.of("(", printed, ") " + operator + " ", new Ps.Str(text));
        }
    }

    /** {@code -type f} and {@code -type d}. */
    record Type(boolean file) implements FindTest {
        @Override
        public Ps.Expr code(Ps.Expr printed, Ps.Expr base) {
            return Ps.Code.of(file ? "-not $_.PSIsContainer" : "$_.PSIsContainer");
        }

        @Override
        public boolean mayHold(String name) {
            return !file;
        }
    }

    /** {@code !}. */
    record Not(FindTest test) implements FindTest {
        @Override
        public Ps.Expr code(Ps.Expr printed, Ps.Expr base) {
            return Ps.Code.of("-not (", test.code(printed, base), ")");
        }
    }

    /**
     * Folders that are not entered: what lies in them, and themselves, is left out.
     *
     * @param regex of the names as they are printed, up to the folder itself
     * @param foldersOnly whether files of such a name stay
     * @param shown whether the folders themselves are printed
     */
    record Outside(String regex, boolean foldersOnly, boolean shown, FindTest rest) implements FindTest {
        @Override
        public Ps.Expr code(Ps.Expr printed, Ps.Expr base) {
            Ps.Expr name = foldersOnly
                    ? Ps.Code.of("(", printed, " + $(if ($_.PSIsContainer) { '/' }))")
                    : Ps.Code.of("(", printed, ")");
            String end = foldersOnly ? "/" : "(?:/|$)";
            Ps.Expr outside =
                    Ps.Code.of(name, " -cnotmatch ", new Ps.Str(regex + end), " -and (", rest.code(printed, base), ")");
            if (!shown) {
                return outside;
            }
            return Ps.Code.of(
                    "(",
                    name,
                    " -cmatch ",
                    new Ps.Str(regex + (foldersOnly ? "/$" : "$")),
                    " -and ",
                    name,
                    " -cnotmatch ",
                    new Ps.Str(regex + "/."),
                    ") -or (",
                    outside,
                    ")");
        }

        @Override
        public boolean mayHold(String name) {
            return shown || rest.mayHold(name);
        }
    }

    /** Several, of which all or any must hold. */
    record Joined(List<FindTest> tests, boolean all) implements FindTest {
        @Override
        public Ps.Expr code(Ps.Expr printed, Ps.Expr base) {
            List<Object> parts = new ArrayList<>();
            for (FindTest test : tests) {
                if (!parts.isEmpty()) {
                    parts.add(all ? " -and " : " -or ");
                }
                boolean inner = test instanceof Joined || test instanceof Outside;
                parts.add(inner ? "(" : "");
                parts.add(test.code(printed, base));
                parts.add(inner ? ")" : "");
            }
            return Ps.Code.of(parts.toArray());
        }

        @Override
        public boolean mayHold(String name) {
            return all
                    ? tests.stream().allMatch(t -> t.mayHold(name))
                    : tests.stream().anyMatch(t -> t.mayHold(name));
        }
    }
}
