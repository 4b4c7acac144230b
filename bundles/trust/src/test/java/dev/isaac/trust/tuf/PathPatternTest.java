package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.trust.tuf.internal.PathPattern;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

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
        "A, a, false",
        "'', '', true",
    })
    void matchesAsAShellDoesButNeverAcrossSlashes(String pattern, String path, boolean matches) {
        assertThat(PathPattern.matches(pattern, path)).isEqualTo(matches);
    }

    @Test
    void hostilePatternsTakeNoTime() {
        assertThat(PathPattern.matches("*a".repeat(5_000), "a".repeat(9_000) + "b"))
                .isFalse();
    }

    @Property(tries = 1000)
    void agreesWithARegularExpression(
            @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'b') @Chars({'*', '?', '/'}) String pattern,
            @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'b') @Chars({'/'}) String path) {
        String regex = pattern.replace("*", "[^/]*").replace("?", "[^/]");

        assertThat(PathPattern.matches(pattern, path)).isEqualTo(Pattern.matches(regex, path));
    }
}
