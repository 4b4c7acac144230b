package dev.isaac.marketplace.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PluginSurfaceTest {

    private static final Pattern NAME = Pattern.compile("`([a-zA-Z.]+)`");

    /** The names in the paragraph after a mark. */
    private static Set<String> documented(String page, String mark) {
        int start = page.indexOf("<!-- " + mark + " -->");
        assertThat(start).as(mark).isNotNegative();
        Matcher name = NAME.matcher(page.substring(start, page.indexOf("\n\n", start)));
        Set<String> names = new TreeSet<>();
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    @Test
    void isWhatTheDocumentationSays() throws Exception {
        String page = Files.readString(Path.of("../../docs/security/containment.md"));
        Map<String, Set<String>> lists = Map.of(
                "packages", PluginSurface.PACKAGES,
                "framework", PluginSurface.FRAMEWORK_PACKAGES,
                "closed", PluginSurface.CLOSED_PACKAGES,
                "services", PluginSurface.SERVICES,
                "offers", PluginSurface.OFFERS,
                "declared offers", PluginSurface.DECLARED_OFFERS);
        lists.forEach((mark, names) ->
                assertThat(documented(page, mark)).as(mark).containsExactlyInAnyOrderElementsOf(names));
    }

    @Test
    void closesWhatLiesBelowAClosedPackageAndNothingBeside() {
        assertThat(PluginSurface.isClosed("org.osgi.framework.hooks.service")).isTrue();
        assertThat(PluginSurface.isClosed("org.osgi.framework.launch")).isTrue();
        assertThat(PluginSurface.isClosed("org.osgi.framework")).isFalse();
        assertThat(PluginSurface.isClosed("org.osgi.framework.hooksmith")).isFalse();
        assertThat(PluginSurface.isClosed("")).isFalse();
    }
}
