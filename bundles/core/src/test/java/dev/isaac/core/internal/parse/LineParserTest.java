package dev.isaac.core.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.WordPart;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LineParserTest {

    private static Node.Sequence complete(String line) {
        ParsedLine parsed = LineParser.parse(line);
        assertThat(parsed).as(line).isInstanceOf(ParsedLine.Complete.class);
        return ((ParsedLine.Complete) parsed).root();
    }

    private static Node only(String line) {
        Node.Sequence root = complete(line);
        assertThat(root.entries()).as(line).hasSize(1);
        return root.entries().get(0).node();
    }

    private static Node.Simple simple(String line) {
        return (Node.Simple) only(line);
    }

    private static List<String> values(String line) {
        return simple(line).words().stream()
                .map(word -> word.literalValue().orElse("?"))
                .toList();
    }

    private static String opened(String line) {
        ParsedLine parsed = LineParser.parse(line);
        assertThat(parsed).as(line).isInstanceOf(ParsedLine.Incomplete.class);
        return ((ParsedLine.Incomplete) parsed).opened();
    }

    private static int column(String line) {
        ParsedLine parsed = LineParser.parse(line);
        assertThat(parsed).as(line).isInstanceOf(ParsedLine.Invalid.class);
        return ((ParsedLine.Invalid) parsed).span().start() + 1;
    }

    @Test
    void readsWordsAndAllKindsOfQuotes() {
        assertThat(values("echo a 'b c' \"d e\" f\\ g $'h\\n\\x41\\u00e9\\101' '' \"\" a'b'\"c\""))
                .containsExactly("echo", "a", "b c", "d e", "f g", "h\nA\u00e9A", "", "", "abc");
        assertThat(values("echo \"a\\\"b\\$c\\d\" $\"x\"")).containsExactly("echo", "a\"b$c\\d", "x");
        assertThat(values("a \\\n b")).containsExactly("a", "b");
        assertThat(values("echo a#b # comment")).containsExactly("echo", "a#b");
        assertThat(values("echo $ a$ \"$\"")).containsExactly("echo", "$", "a$", "$");
        assertThat(values("echo } x} {x a{b} ]")).containsExactly("echo", "}", "x}", "{x", "a{b}", "]");
        assertThat(complete("").entries()).isEmpty();
        assertThat(complete("  # only a comment").entries()).isEmpty();
    }

    @Test
    void recognisesEveryExpansion() {
        List<Class<?>> kinds = List.of(
                WordPart.Parameter.class,
                WordPart.Parameter.class,
                WordPart.CommandSubstitution.class,
                WordPart.CommandSubstitution.class,
                WordPart.Arithmetic.class,
                WordPart.Glob.class,
                WordPart.Glob.class,
                WordPart.Brace.class,
                WordPart.Brace.class,
                WordPart.Tilde.class,
                WordPart.ProcessSubstitution.class,
                WordPart.Parameter.class,
                WordPart.Arithmetic.class);
        List<WordPart> parts =
                simple("x $a ${b:-c} $(d) `e` $((1+2)) * [a-z] {f,g} {1..3} ~u <(h) $? $[1+1]").words().stream()
                        .skip(1)
                        .map(word -> word.parts().get(0))
                        .toList();
        assertThat(parts).hasSameSizeAs(kinds);
        for (int i = 0; i < kinds.size(); i++) {
            assertThat(parts.get(i)).isInstanceOf(kinds.get(i));
        }
        WordPart.Parameter nested = (WordPart.Parameter)
                simple("${a:-$(rm x)}").words().get(0).parts().get(0);
        assertThat(nested.name()).isEqualTo("a");
        assertThat(nested.nested()).hasSize(1);
        assertThat(simple("\"a${b}c$(d)\"").words().get(0).parts()).hasSize(4);
    }

    @Test
    void readsListsPipesAndNegation() {
        Node.Sequence root = complete("a; b & c && d || e\n! f | g |& h &");
        assertThat(root.entries()).hasSize(4);
        assertThat(root.entries().get(1).background()).isTrue();
        Node.AndOr chain = (Node.AndOr) root.entries().get(2).node();
        assertThat(chain.links()).extracting(Node.Link::junction).containsExactly(Node.Junction.AND, Node.Junction.OR);
        Node.Pipeline pipeline = (Node.Pipeline) root.entries().get(3).node();
        assertThat(pipeline.negated()).isTrue();
        assertThat(pipeline.stages()).hasSize(3);
        assertThat(pipeline.stages().get(1).joinsErrors()).isTrue();
        assertThat(root.entries().get(3).background()).isTrue();
    }

    @Test
    void readsEveryRedirection() {
        assertThat(simple("a <b >c >>d 2>e >|f <>g <&3 >&2 &>h &>>i <<<j {fd}>k 2>&1")
                        .redirections())
                .extracting(Redirection::operator)
                .containsExactly(
                        Redirection.Operator.READ,
                        Redirection.Operator.WRITE,
                        Redirection.Operator.APPEND,
                        Redirection.Operator.WRITE,
                        Redirection.Operator.CLOBBER,
                        Redirection.Operator.READ_WRITE,
                        Redirection.Operator.DUPLICATE_INPUT,
                        Redirection.Operator.DUPLICATE_OUTPUT,
                        Redirection.Operator.WRITE_BOTH,
                        Redirection.Operator.APPEND_BOTH,
                        Redirection.Operator.HERE_STRING,
                        Redirection.Operator.WRITE,
                        Redirection.Operator.DUPLICATE_OUTPUT);
        assertThat(simple("a 12>b c3>d").redirections())
                .extracting(r -> r.descriptor().orElse(""))
                .containsExactly("12", "");
    }

    @Test
    void readsHereDocuments() {
        Node.Simple simple = simple("cat <<E <<-'F'\na $x\nE\n\tb $y\n\tF\n");
        assertThat(simple.redirections()).hasSize(2);
        assertThat(simple.redirections().get(0).document().orElseThrow().parts())
                .hasSize(3);
        assertThat(simple.redirections().get(1).document().orElseThrow().literalValue())
                .contains("\tb $y\n");
        assertThat(complete("cat <<E; ls\nx\nE\npwd").entries()).hasSize(3);
        assertThat(opened("cat <<E\nabc")).isEqualTo("here-document");
        assertThat(opened("cat <<E")).isEqualTo("here-document");
        assertThat(simple("echo $(cat <<E\nhi\nE\n)").words()).hasSize(2);
    }

    /** What begins as arithmetic may be a substitution; the here-documents read until then are read again. */
    @Test
    void readsHereDocumentsAgainAfterAnAttempt() {
        assertThat(LineParser.parse("<<E $((aa$(\nE\n<<E")).isInstanceOf(ParsedLine.Incomplete.class);
        Node.Simple simple = simple("cat <<E $((a $(b\none\nE\n) ) ; c)");
        assertThat(simple.redirections().get(0).document().orElseThrow().literalValue())
                .contains("one\n");
        assertThat(simple.words()).hasSize(2);
    }

    @Test
    void readsAssignments() {
        Node.Simple simple = simple("A=1 B+=x c[$i]=2 d=(1 'two words' $(x)) cmd E=3");
        assertThat(simple.assignments()).hasSize(4);
        assertThat(simple.assignments().get(1).append()).isTrue();
        assertThat(simple.assignments().get(2).subscript()).isPresent();
        assertThat(((WordPart.ArrayLiteral)
                                simple.assignments().get(3).value().parts().get(0))
                        .words())
                .hasSize(3);
        assertThat(simple.words()).hasSize(2);
        assertThat(simple("declare -a x=(1 2)").words()).hasSize(3);
        assertThat(simple("x=").assignments()).hasSize(1);
    }

    @Test
    void readsStructures() {
        for (String line : List.of(
                "if a; then b; elif c; then d; else e; fi",
                "while a; do b; done",
                "until a; do b; done",
                "for i in 1 2; do echo $i; done",
                "for i; do b; done",
                "for ((i=0;i<3;i++)); do b; done",
                "select x in a b; do c; done",
                "case x in a|b) c;; (d) e;& *) f; esac",
                "[[ -f x && $a == b* || ( $c =~ ^(x|y)$ ) ]]",
                "(( i++ ))",
                "time { a; }")) {
            assertThat(only(line)).as(line).isInstanceOf(Node.Compound.class);
        }
        assertThat(((Node.Compound) only("if a; then b; else c; fi")).bodies()).hasSize(3);
        assertThat(only("{ a; b; } > f")).isInstanceOf(Node.Group.class);
        assertThat(only("(a; b)")).isInstanceOf(Node.Subshell.class);
        assertThat(only("((a); (b))")).isInstanceOf(Node.Subshell.class);
        assertThat(only("f() { a; }")).isInstanceOf(Node.Function.class);
        assertThat(only("function f { a; }")).isInstanceOf(Node.Function.class);
        assertThat(only("function f() ( a )")).isInstanceOf(Node.Function.class);
        assertThat(only("echo if then fi")).isInstanceOf(Node.Simple.class);
        assertThat(only("time ls")).isInstanceOf(Node.Simple.class);
        assertThat(only("while a; do b; done | c")).isInstanceOf(Node.Pipeline.class);
    }

    @Test
    void asksForMoreWhereTheLineIsUnfinished() {
        assertThat(opened("echo 'a")).isEqualTo("quote");
        assertThat(opened("echo \"a")).isEqualTo("quote");
        assertThat(opened("echo $'a")).isEqualTo("quote");
        assertThat(opened("echo $(a")).isEqualTo("$(");
        assertThat(opened("echo ${a")).isEqualTo("${");
        assertThat(opened("echo `a")).isEqualTo("`");
        assertThat(opened("echo $((1+")).isEqualTo("$((");
        assertThat(opened("((1+")).isEqualTo("((");
        assertThat(opened("a |")).isEqualTo("|");
        assertThat(opened("a &&")).isEqualTo("&&");
        assertThat(opened("a ||\n")).isEqualTo("||");
        assertThat(opened("a \\")).isEqualTo("\\");
        assertThat(opened("if a; then")).isEqualTo("if");
        assertThat(opened("for i in a; do b")).isEqualTo("for");
        assertThat(opened("for")).isEqualTo("for");
        assertThat(opened("case x in")).isEqualTo("case");
        assertThat(opened("{ a;")).isEqualTo("{");
        assertThat(opened("(a")).isEqualTo("(");
        assertThat(opened("x=(a")).isEqualTo("(");
        assertThat(opened("[[ a")).isEqualTo("[[");
        assertThat(opened("f()")).isEqualTo("function");
        assertThat(opened("a >")).isEqualTo(">");
        assertThat(opened("! ")).isEqualTo("!");
    }

    @Test
    void namesTheColumnOfWhatIsWrong() {
        assertThat(column("a; | b")).isEqualTo(4);
        assertThat(column(") a")).isEqualTo(1);
        assertThat(column("a )")).isEqualTo(3);
        assertThat(column("a ;; b")).isEqualTo(3);
        assertThat(column("&& a")).isEqualTo(1);
        assertThat(column("a > ; b")).isEqualTo(3);
        assertThat(column("fi")).isEqualTo(1);
        assertThat(column("if a; fi")).isEqualTo(7);
        assertThat(column("f() a")).isEqualTo(1);
        assertThat(column("echo `a |`")).isEqualTo(6);
        assertThat(column("echo a(b)")).isEqualTo(7);
        assertThat(column("case x in a b) c;; esac")).isEqualTo(13);
    }

    @Test
    void hostileInputTakesLinearTimeAndNoStack() {
        int n = 100_000;
        for (String piece : List.of(
                "(",
                "{ ",
                "$(",
                "`",
                "\"$(",
                "${a:-",
                "$((",
                "((",
                "[",
                "{",
                "{a,",
                "a&&",
                "a|",
                "a;",
                "!",
                "\\",
                "'",
                "\"",
                "<",
                "<<a ",
                "a[",
                "x=(",
                "if ",
                "f() ",
                "~",
                "*",
                "a=",
                "$",
                "{a,{b",
                "}",
                "$[",
                "<(",
                "! ",
                "case x in ",
                "\"`",
                "[[ ",
                "9",
                "a{")) {
            String line = piece.repeat(n / piece.length());
            assertThat(LineParser.parse(line)).as(piece).isNotNull();
        }
        assertThat(LineParser.parse("echo " + "a ".repeat(n / 2))).isInstanceOf(ParsedLine.Complete.class);
        assertThat(LineParser.parse("true" + " && true".repeat(n / 8))).isInstanceOf(ParsedLine.Complete.class);
        assertThat(LineParser.parse("echo " + "$(".repeat(500) + ")".repeat(500)))
                .isInstanceOf(ParsedLine.Invalid.class);
        assertThat(LineParser.parse("x".repeat(LineParser.MAX_LENGTH + 1))).isInstanceOf(ParsedLine.Invalid.class);
    }

    @Property(tries = 3_000)
    void nothingThatCanBeTypedThrows(@ForAll("lines") String line) {
        ParsedLine parsed = LineParser.parse(line);
        assertThat(parsed.text()).isEqualTo(line);
    }

    @Property(tries = 3_000)
    void writingATreeAndReadingItAgainGivesTheSameText(@ForAll("lines") String line) {
        if (LineParser.parse(line) instanceof ParsedLine.Complete complete) {
            String once = LineText.of(complete.root());
            ParsedLine again = LineParser.parse(once);
            assertThat(again).as("%s written as %s", line, once).isInstanceOf(ParsedLine.Complete.class);
            assertThat(LineText.of(((ParsedLine.Complete) again).root())).isEqualTo(once);
        }
    }

    @Property(tries = 500)
    void aQuotedValueIsReadBackAsItself(@ForAll String value) {
        if (value.indexOf('\0') < 0) {
            assertThat(values("x " + LineText.quote(value))).containsExactly("x", value);
        }
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> tokens = Arbitraries.of(
                "a",
                "rm",
                " ",
                " ",
                "  ",
                "\n",
                ";",
                "&",
                "&&",
                "||",
                "|",
                "|&",
                "!",
                "(",
                ")",
                "{",
                "}",
                "{ ",
                "; }",
                "'",
                "\"",
                "`",
                "$",
                "$(",
                "${",
                "$((",
                "))",
                "x=",
                "x+=",
                "x[1]=",
                ">",
                ">>",
                "<",
                "<<E",
                "<<<",
                "\nE\n",
                "2>&1",
                "&>",
                "#",
                "*",
                "[a]",
                "{a,b}",
                "~",
                "if ",
                "; then ",
                "; fi",
                "for i in ",
                "; do ",
                "; done",
                "while ",
                "case x in ",
                ";;",
                "esac",
                "f() ",
                "[[ ",
                " ]]",
                "((",
                "\\",
                "$x",
                "$'",
                "=",
                ",",
                "..",
                "<(",
                "é",
                "\t");
        return tokens.list().ofMinSize(0).ofMaxSize(24).map(list -> String.join("", list));
    }
}
