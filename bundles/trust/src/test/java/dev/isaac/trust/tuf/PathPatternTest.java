package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.tuf.internal.Effort;
import dev.isaac.trust.tuf.internal.PathPattern;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

    private static boolean matches(String pattern, String path) {
        try {
            return PathPattern.matches(pattern, path, new Effort(100_000_000));
        } catch (TrustException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*, a, true",
        "*, '', true",
        "*, a/b, false",
        "a/*, a/b, true",
        "a/*, a/b/c, false",
        "a/*/c, a/b/c, true",
        "*.tgz, foo.tgz, true",
        "*.tgz, foo.zip, false",
        "targets/foo*, targets/foo-1.0, true",
        "foo-version-?.tgz, foo-version-2.tgz, true",
        "foo-version-?.tgz, foo-version-10.tgz, false",
        "foo-?, foo-/, false",
        "a**b, axxb, true",
        "*a*b*, xxaxxbxx, true",
        "*a*b*, xxbxxaxx, false",
        "?, 😀, true",
        "[a-c]x, bx, true",
        "[a-c]x, dx, false",
        "[!a-c]x, dx, true",
        "[!a-c]x, ax, false",
        "[]]x, ]x, true",
        "[ab]x, ]x, false",
        "[a-c]x, -x, false",
        "[ab-d]x, cx, true",
        "[a-ce]x, ex, true",
        "[!a]x, [x, true",
        "[, [, true",
        "[ab, [ab, true",
        "[!], [!], true",
        "[a-], -, true",
        "[/a], [/a], true",
        "[!/a], [!/a], true",
        "[a/b], [a/b], true",
        "[a/b], a, false",
        "[!/]a, xa, false",
        "a/, a, false",
        "a, a/, false",
        "*/b, /b, true",
        "A, a, false",
        "'', '', true",
    })
    void matchesAsAShellDoesButNeverAcrossSlashes(String pattern, String path, boolean matches) {
        assertThat(matches(pattern, path)).isEqualTo(matches);
    }

    @Test
    void hostilePatternsTakeNoTime() {
        assertThat(matches("*a".repeat(5_000), "a".repeat(9_000) + "b")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 1",
        "'', aaa, 2",
        "/, /, 1",
        "abc, abc, 4",
        "abc/de, abc/de, 6",
        "abc/de, abd/de, 4",
        "b, aaa, 2",
        "*b, aaa, 5",
        "[ab], b, 5",
        "[ab, [ab, 7",
        "[a/b], [a/b], 7",
        "*[[b, [[[, 17",
    })
    void countsWhatItCompares(String pattern, String path, long steps) throws Exception {
        PathPattern.matches(pattern, path, new Effort(steps));

        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> PathPattern.matches(pattern, path, new Effort(steps - 1)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("trust.limit"));
    }

    @Property(tries = 1000)
    void agreesWithARegularExpression(
            @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'b') @Chars({'*', '?', '/'}) String pattern,
            @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'b') @Chars({'/'}) String path) {
        String regex = pattern.replace("*", "[^/]*").replace("?", "[^/]");

        assertThat(matches(pattern, path)).isEqualTo(Pattern.matches(regex, path));
    }

    /** One element of a pattern, and the regular expression that means the same. */
    private record Element(String glob, String regex) {}

    @Provide
    Arbitrary<List<Element>> elements() {
        Arbitrary<Integer> characters = Arbitraries.of((int) 'a', (int) 'b', (int) '-', (int) '.', (int) '^', 0x1f600);
        Arbitrary<Element> literals = characters.map(c -> new Element(text(c), Pattern.quote(text(c))));
        Arbitrary<Element> wildcards = Arbitraries.of(
                new Element("*", "[^/]*"), new Element("?", "[^/]"), new Element("/", "/"), new Element("]", "\\]"));
        Arbitrary<Element> sets = Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of('a', 'b', '.').list().ofMinSize(1).ofMaxSize(3))
                .as((negated, members) -> {
                    String inside = members.stream().map(String::valueOf).collect(Collectors.joining());
                    return new Element(
                            "[" + (negated ? "!" : "") + inside + "]",
                            negated ? "[^/" + inside + "]" : "[" + inside + "]");
                });
        Arbitrary<Element> ranges = Arbitraries.of(
                new Element("[a-c]", "[a-c]"), new Element("[!a-c]", "[^/a-c]"), new Element("[.a-b]", "[.a-b]"));
        return Arbitraries.oneOf(literals, wildcards, sets, ranges).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "c", "-", ".", "^", "]", "!", "/", "\ud83d\ude00")
                .list()
                .ofMaxSize(7)
                .map(parts -> String.join("", parts));
    }

    private static String text(int codePoint) {
        return Character.toString(codePoint);
    }

    @Property(tries = 3000)
    void setsAndWildcardsMeanWhatTheyMeanInAShell(
            @ForAll("elements") List<Element> elements, @ForAll("paths") String path) {
        String glob = elements.stream().map(Element::glob).collect(Collectors.joining());
        String regex = elements.stream().map(Element::regex).collect(Collectors.joining());

        assertThat(matches(glob, path)).isEqualTo(Pattern.matches(regex, path));
    }

    @Property
    void aPathWithoutWildcardsMatchesItselfAlone(@ForAll("paths") String pattern, @ForAll("paths") String path) {
        assertThat(matches(pattern, pattern)).isTrue();
        assertThat(matches(pattern, path)).isEqualTo(pattern.equals(path));
    }
}
