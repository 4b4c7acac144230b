package dev.isaac.aliases.internal.shell;

import dev.isaac.aliases.internal.model.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the expressions of {@code awk}. */
abstract class AwkExpressionReader {

    private static final int DEEPEST = 60;
    private static final Set<String> FUNCTIONS = Set.of(
            "length", "substr", "index", "split", "sub", "gsub", "match", "sprintf", "tolower", "toupper", "int",
            "sqrt", "exp", "log", "sin", "cos", "atan2");
    private static final Set<String> WORDS = Set.of(
            "BEGIN",
            "END",
            "function",
            "func",
            "if",
            "else",
            "while",
            "for",
            "do",
            "break",
            "continue",
            "next",
            "nextfile",
            "exit",
            "return",
            "delete",
            "in",
            "getline",
            "print",
            "printf",
            "system",
            "close",
            "fflush",
            "rand",
            "srand",
            "strftime",
            "systime",
            "mktime",
            "gensub",
            "asort",
            "asorti",
            "switch",
            "case");

    final String in;
    int at;
    int depth;
    private boolean noIn;
    boolean noGreater;

    AwkExpressionReader(String in) {
        this.in = in;
    }

    final Refused beyond() {
        return new Refused("alias.awk", "The awk program " + in + " is beyond what has a faithful translation.");
    }

    final char peek() {
        return at < in.length() ? in.charAt(at) : '\0';
    }

    final void space(String characters) {
        while (at < in.length()) {
            if (characters.indexOf(in.charAt(at)) >= 0) {
                at++;
            } else if (in.charAt(at) == '#') {
                int end = in.indexOf('\n', at);
                at = end < 0 ? in.length() : end;
                if (characters.indexOf('\n') < 0) {
                    return;
                }
            } else if (in.startsWith("\\\n", at)) {
                at += 2;
            } else {
                return;
            }
        }
    }

    final void blanks() {
        space(" \t");
    }

    final boolean take(String text) {
        if (in.startsWith(text, at)) {
            at += text.length();
            return true;
        }
        return false;
    }

    final void need(String text) throws Refused {
        blanks();
        if (!take(text)) {
            throw beyond();
        }
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    final boolean word(String text) {
        int after = at + text.length();
        if (in.startsWith(text, at) && (after >= in.length() || !isName(in.charAt(after)))) {
            at = after;
            return true;
        }
        return false;
    }

    final String name() {
        int start = at;
        while (at < in.length() && isName(in.charAt(at)) && (at > start || !Character.isDigit(in.charAt(at)))) {
            at++;
        }
        return in.substring(start, at);
    }

    final void deeper() throws Refused {
        if (++depth > DEEPEST) {
            throw beyond();
        }
    }

    final List<Awk.Expr> list(String close) throws Refused {
        List<Awk.Expr> values = new ArrayList<>();
        space(" \t\n");
        if (take(close)) {
            return values;
        }
        do {
            space(" \t\n");
            values.add(expression());
            space(" \t\n");
        } while (take(","));
        if (!take(close)) {
            throw beyond();
        }
        return values;
    }

    final List<Awk.Expr> subscripts() throws Refused {
        if (!take("[")) {
            throw beyond();
        }
        boolean before = noIn;
        boolean greater = noGreater;
        noIn = false;
        noGreater = false;
        List<Awk.Expr> list = list("]");
        noIn = before;
        noGreater = greater;
        return list;
    }

    final Awk.Expr expression() throws Refused {
        deeper();
        blanks();
        Awk.Expr left = ternary();
        blanks();
        for (String operator : List.of("+=", "-=", "*=", "/=", "%=", "^=", "=")) {
            boolean equality = operator.equals("=") && in.startsWith("==", at);
            if (!equality && in.startsWith(operator, at)) {
                if (!(left instanceof Awk.Var || left instanceof Awk.Field || left instanceof Awk.Element)) {
                    throw beyond();
                }
                at += operator.length();
                space(" \t\n");
                Awk.Expr value = expression();
                depth--;
                return new Awk.Assign(operator.substring(0, operator.length() - 1), left, value);
            }
        }
        depth--;
        return left;
    }

    private Awk.Expr ternary() throws Refused {
        Awk.Expr test = or();
        blanks();
        if (!take("?")) {
            return test;
        }
        space(" \t\n");
        Awk.Expr yes = expression();
        space(" \t\n");
        need(":");
        space(" \t\n");
        return new Awk.Choice(test, yes, expression());
    }

    private Awk.Expr or() throws Refused {
        Awk.Expr left = and();
        while (true) {
            blanks();
            if (!take("||")) {
                return left;
            }
            space(" \t\n");
            left = new Awk.Binary("||", left, and());
        }
    }

    private Awk.Expr and() throws Refused {
        Awk.Expr left = membership();
        while (true) {
            blanks();
            if (!take("&&")) {
                return left;
            }
            space(" \t\n");
            left = new Awk.Binary("&&", left, membership());
        }
    }

    private Awk.Expr membership() throws Refused {
        Awk.Expr left = match();
        blanks();
        while (!noIn && word("in")) {
            blanks();
            left = new Awk.In(List.of(left), name());
            blanks();
        }
        return left;
    }

    private Awk.Expr match() throws Refused {
        Awk.Expr left = comparison();
        while (true) {
            blanks();
            boolean negated = in.startsWith("!~", at);
            if (!take("!~") && !take("~")) {
                return left;
            }
            if (left instanceof Awk.Unary) {
                throw beyond();
            }
            blanks();
            left = new Awk.Match(left, comparison(), negated);
        }
    }

    private Awk.Expr comparison() throws Refused {
        Awk.Expr left = concatenation();
        blanks();
        for (String operator : List.of("==", "!=", "<=", ">=", "<", ">")) {
            if (operator.equals(">") && noGreater) {
                continue;
            }
            if (in.startsWith(operator, at) && !(operator.equals("!=") && in.startsWith("!~", at))) {
                at += operator.length();
                blanks();
                return new Awk.Binary(operator, left, concatenation());
            }
        }
        return left;
    }

    private Awk.Expr concatenation() throws Refused {
        Awk.Expr left = additive();
        while (true) {
            blanks();
            char c = peek();
            boolean starts =
                    c == '"' || c == '$' || c == '(' || c == '!' || c == '-' || c == '+' || c == '.' || isName(c);
            boolean not = c == '!' && (in.startsWith("!=", at) || in.startsWith("!~", at));
            if (!starts || not || c == '-' || c == '+' || c == '!' || (in.startsWith("in", at) && isWordIn())) {
                return left;
            }
            left = new Awk.Binary(" ", left, additive());
        }
    }

    private boolean isWordIn() {
        return at + 2 >= in.length() || !isName(in.charAt(at + 2));
    }

    private Awk.Expr additive() throws Refused {
        Awk.Expr left = multiplicative();
        while (true) {
            blanks();
            char c = peek();
            if ((c != '+' && c != '-') || in.startsWith("+=", at) || in.startsWith("-=", at) || isStep()) {
                return left;
            }
            at++;
            left = new Awk.Binary(String.valueOf(c), left, multiplicative());
        }
    }

    private boolean isStep() {
        return in.startsWith("++", at) || in.startsWith("--", at);
    }

    private Awk.Expr multiplicative() throws Refused {
        Awk.Expr left = unary();
        while (true) {
            blanks();
            char c = peek();
            if ("*/%".indexOf(c) < 0 || c == '\0' || in.startsWith("=", at + 1) || in.startsWith("**", at)) {
                return left;
            }
            at++;
            left = new Awk.Binary(String.valueOf(c), left, unary());
        }
    }

    private Awk.Expr unary() throws Refused {
        deeper();
        blanks();
        char c = peek();
        Awk.Expr result;
        if (c == '!' && !in.startsWith("!~", at)) {
            at++;
            result = new Awk.Unary("!", unary());
        } else if ((c == '-' || c == '+') && !isStep()) {
            at++;
            result = new Awk.Unary(String.valueOf(c), unary());
        } else {
            result = power();
        }
        depth--;
        return result;
    }

    private Awk.Expr power() throws Refused {
        Awk.Expr left = postfix();
        blanks();
        if (peek() == '^' && !in.startsWith("^=", at)) {
            at++;
            return new Awk.Binary("^", left, unary());
        }
        return left;
    }

    private Awk.Expr postfix() throws Refused {
        blanks();
        if (isStep()) {
            boolean up = take("++");
            if (!up) {
                at += 2;
            }
            return new Awk.Step(target(primary()), up, true);
        }
        Awk.Expr value = primary();
        boolean assignable = value instanceof Awk.Var || value instanceof Awk.Field || value instanceof Awk.Element;
        if (assignable && isStep()) {
            boolean up = in.charAt(at) == '+';
            at += 2;
            return new Awk.Step(value, up, false);
        }
        return value;
    }

    private Awk.Expr target(Awk.Expr value) throws Refused {
        if (value instanceof Awk.Var || value instanceof Awk.Field || value instanceof Awk.Element) {
            return value;
        }
        throw beyond();
    }

    private Awk.Expr primary() throws Refused {
        blanks();
        char c = peek();
        if (c == '(') {
            at++;
            boolean greater = noGreater;
            boolean members = noIn;
            noGreater = false;
            noIn = false;
            List<Awk.Expr> inner = list(")");
            noGreater = greater;
            noIn = members;
            if (inner.size() == 1) {
                return inner.get(0);
            }
            blanks();
            if (inner.isEmpty() || !word("in")) {
                throw beyond();
            }
            blanks();
            return new Awk.In(inner, name());
        }
        if (c == '$') {
            at++;
            deeper();
            blanks();
            Awk.Expr number = isStep() ? postfix() : peek() == '-' ? unary() : primary();
            depth--;
            return new Awk.Field(number);
        }
        if (c == '"') {
            return new Awk.Str(AwkText.string(this.in, at, this::moveTo, this::beyond));
        }
        if (c == '/') {
            return new Awk.Regex(AwkText.regex(this.in, at, this::moveTo, this::beyond));
        }
        if (Character.isDigit(c) || c == '.') {
            return number();
        }
        String name = name();
        if (name.isEmpty() || WORDS.contains(name)) {
            throw beyond();
        }
        if (FUNCTIONS.contains(name)) {
            return function(name);
        }
        if (peek() == '(') {
            throw beyond();
        }
        return peek() == '[' ? new Awk.Element(name, subscripts()) : new Awk.Var(name);
    }

    private void moveTo(int place) {
        at = place;
    }

    private Awk.Expr number() throws Refused {
        int start = at;
        while (at < in.length() && (Character.isDigit(in.charAt(at)) || in.charAt(at) == '.')) {
            at++;
        }
        String text = in.substring(start, at);
        if (!text.matches("(0|[1-9][0-9]{0,14})(\\.[0-9]{1,12})?|\\.[0-9]{1,12}") || isName(peek())) {
            throw beyond();
        }
        return new Awk.Num(text.startsWith(".") ? "0" + text : text);
    }

    private Awk.Expr function(String name) throws Refused {
        int before = at;
        blanks();
        if (!take("(")) {
            at = before;
            if (!name.equals("length")) {
                throw beyond();
            }
            return new Awk.Function(name, List.of());
        }
        boolean greater = noGreater;
        boolean members = noIn;
        noGreater = false;
        noIn = false;
        List<Awk.Expr> arguments = list(")");
        noGreater = greater;
        noIn = members;
        return new Awk.Function(name, arguments);
    }
}
