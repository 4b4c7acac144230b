package dev.isaac.shell.internal.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When sentences are shown that come by themselves. */
class AbovePromptTest {

    private final List<String> screen = new ArrayList<>();
    private final AbovePrompt above = new AbovePrompt(screen::add);

    @Test
    void whileALineIsTypedTheyAreShownAtOnce() {
        above.begin();

        above.say("one");

        assertThat(screen).containsExactly("one");
    }

    @Test
    void whileACommandRunsTheyWaitForTheNextLine() {
        above.begin();
        above.end();

        above.say("one");
        above.say("two");
        assertThat(screen).isEmpty();

        above.begin();
        assertThat(screen).containsExactly("one", "two");
        above.end();
        above.begin();
        assertThat(screen).as("each once").containsExactly("one", "two");
    }

    @Test
    void whatComesBeforeTheFirstLineIsNotLost() {
        above.say("one");

        above.begin();

        assertThat(screen).containsExactly("one");
    }
}
