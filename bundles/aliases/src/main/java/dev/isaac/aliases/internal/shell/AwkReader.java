package dev.isaac.aliases.internal.shell;

import dev.isaac.aliases.internal.model.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads programs of {@code awk}: all of the language but functions of one's own, {@code getline}, files and pipes. */
public final class AwkReader extends AwkExpressionReader {

    /** A long sum is a deep tree. */
    private static final int LONGEST = 2_000;

    private AwkReader(String in) {
        super(in);
    }

    /** Reads a program, or refuses it. */
    public static Awk read(String program) throws Refused {
        if (program.length() > LONGEST) {
            throw new Refused("alias.awk", "An awk program of more than " + LONGEST + " characters is not translated.");
        }
        return new AwkReader(program).program();
    }

    private Awk program() throws Refused {
        List<Awk.Rule> rules = new ArrayList<>();
        while (true) {
            space(" \t\n;");
            if (at >= in.length()) {
                break;
            }
            rules.add(rule());
        }
        if (rules.isEmpty()) {
            throw beyond();
        }
        return new Awk(rules);
    }

    private Awk.Rule rule() throws Refused {
        Awk.When when = word("BEGIN") ? Awk.When.BEGIN : word("END") ? Awk.When.END : Awk.When.LINE;
        Optional<Awk.Expr> test = Optional.empty();
        Optional<Awk.Expr> until = Optional.empty();
        blanks();
        if (when == Awk.When.LINE && peek() != '{') {
            test = Optional.of(expression());
            blanks();
            if (take(",")) {
                space(" \t\n");
                until = Optional.of(expression());
                blanks();
            }
        }
        if (peek() == '{') {
            return new Awk.Rule(when, test, until, Optional.of(block()));
        }
        if (when != Awk.When.LINE || (at < in.length() && ";\n".indexOf(peek()) < 0)) {
            throw beyond();
        }
        return new Awk.Rule(when, test, until, Optional.empty());
    }

    private Awk.Block block() throws Refused {
        need("{");
        deeper();
        List<Awk.Statement> statements = new ArrayList<>();
        while (true) {
            space(" \t\n;");
            if (take("}")) {
                depth--;
                return new Awk.Block(statements);
            }
            statements.add(statement());
        }
    }

    private Awk.Statement statement() throws Refused {
        space(" \t\n");
        deeper();
        try {
            if (peek() == '{') {
                return block();
            }
            if (word("if")) {
                return choice();
            }
            if (word("while")) {
                Awk.Expr test = parenthesis();
                return new Awk.Loop(Optional.empty(), Optional.of(test), Optional.empty(), statement(), false);
            }
            if (word("do")) {
                Awk.Statement body = statement();
                space(" \t\n;");
                if (!word("while")) {
                    throw beyond();
                }
                Awk.Expr test = parenthesis();
                end();
                return new Awk.Loop(Optional.empty(), Optional.of(test), Optional.empty(), body, true);
            }
            if (word("for")) {
                return loop();
            }
            Awk.Statement simple = simple();
            end();
            return simple;
        } finally {
            depth--;
        }
    }

    private void end() throws Refused {
        blanks();
        if (at >= in.length() || (!take(";") && !take("\n") && peek() != '}')) {
            throw beyond();
        }
    }

    private Awk.Expr parenthesis() throws Refused {
        need("(");
        Awk.Expr inner = expression();
        need(")");
        return inner;
    }

    private Awk.Statement choice() throws Refused {
        Awk.Expr test = parenthesis();
        Awk.Statement then = statement();
        int before = at;
        space(" \t\n;");
        if (word("else")) {
            return new Awk.If(test, then, Optional.of(statement()));
        }
        at = before;
        return new Awk.If(test, then, Optional.empty());
    }

    private Awk.Statement loop() throws Refused {
        need("(");
        blanks();
        int before = at;
        String name = name();
        blanks();
        if (!name.isEmpty() && word("in")) {
            blanks();
            String array = name();
            blanks();
            if (!array.isEmpty() && take(")")) {
                return new Awk.Each(name, array, statement());
            }
        }
        at = before;
        Optional<Awk.Statement> start = peek() == ';' ? Optional.empty() : Optional.of(simple());
        need(";");
        space(" \t\n");
        Optional<Awk.Expr> test = peek() == ';' ? Optional.empty() : Optional.of(expression());
        need(";");
        space(" \t\n");
        Optional<Awk.Statement> step = peek() == ')' ? Optional.empty() : Optional.of(simple());
        need(")");
        blanks();
        Awk.Statement body = take(";") ? new Awk.Block(List.of()) : statement();
        return new Awk.Loop(start, test, step, body, false);
    }

    private Awk.Statement simple() throws Refused {
        if (word("print")) {
            return new Awk.Print(printed());
        }
        if (word("printf")) {
            List<Awk.Expr> values = printed();
            if (values.isEmpty()) {
                throw beyond();
            }
            return new Awk.Printf(values);
        }
        for (String jump : List.of("next", "break", "continue", "exit")) {
            if (word(jump)) {
                blanks();
                if (at < in.length() && ";\n}".indexOf(peek()) < 0) {
                    throw beyond();
                }
                return new Awk.Jump(jump);
            }
        }
        if (word("delete")) {
            blanks();
            String array = name();
            return new Awk.Delete(array, peek() == '[' ? subscripts() : List.of());
        }
        return new Awk.Effect(expression());
    }

    private List<Awk.Expr> printed() throws Refused {
        blanks();
        List<Awk.Expr> values = new ArrayList<>();
        if (at >= in.length() || ";\n}".indexOf(peek()) >= 0) {
            return values;
        }
        boolean before = noGreater;
        noGreater = true;
        try {
            if (peek() == '(') {
                int close = matching();
                int next = close + 1;
                while (next < in.length() && (in.charAt(next) == ' ' || in.charAt(next) == '\t')) {
                    next++;
                }
                if (next >= in.length() || ";\n}>|".indexOf(in.charAt(next)) >= 0) {
                    at++;
                    noGreater = false;
                    values.addAll(list(")"));
                    blanks();
                    return values;
                }
            }
            values.add(expression());
            blanks();
            while (take(",")) {
                space(" \t\n");
                values.add(expression());
                blanks();
            }
            return values;
        } finally {
            noGreater = before;
        }
    }

    /** Where the parenthesis that opens here is closed. */
    private int matching() throws Refused {
        int open = 0;
        for (int i = at; i < in.length(); i++) {
            char c = in.charAt(i);
            if (c == '"') {
                i++;
                while (i < in.length() && in.charAt(i) != '"') {
                    i += in.charAt(i) == '\\' ? 2 : 1;
                }
            } else if (c == '(') {
                open++;
            } else if (c == ')' && --open == 0) {
                return i;
            }
        }
        throw beyond();
    }
}
