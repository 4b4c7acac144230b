package dev.isaac.launcher.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import org.junit.jupiter.api.Test;

class FaultTextTest {

    @Test
    void tellsPeopleSentenceCodeAndHint() {
        Fault fault = Fault.of(FaultKind.FAILED, "home.newer", "it is newer").hint("go on");

        assertThat(FaultText.plain(fault)).isEqualTo("isaac: it is newer [home.newer]\n  hint: go on\n");
    }

    @Test
    void leavesOutAHintThatIsNotThere() {
        assertThat(FaultText.plain(Fault.of(FaultKind.FAILED, "a.b", "no"))).isEqualTo("isaac: no [a.b]\n");
    }

    @Test
    void writesTheDocumentThatScriptsExpect() {
        Fault fault = Fault.of(FaultKind.FAILED, "a.b", "a \"quoted\" \\ word\nand a \t tab")
                .hint("h")
                .detail("layout", 7)
                .detail("name", "a \"b\"");

        assertThat(FaultText.json(fault))
                .isEqualTo("{\"ok\":false,\"error\":{\"code\":\"a.b\",\"message\":"
                        + "\"a \\\"quoted\\\" \\\\ word\\u000aand a \\u0009 tab\",\"hint\":\"h\","
                        + "\"details\":{\"layout\":7,\"name\":\"a \\\"b\\\"\"}}}\n");
    }
}
