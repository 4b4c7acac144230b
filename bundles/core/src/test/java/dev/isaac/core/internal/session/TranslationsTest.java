package dev.isaac.core.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Tier;
import dev.isaac.command.spi.LineTranslator;
import dev.isaac.command.spi.LineTranslator.Translated;
import dev.isaac.core.Explanation;
import dev.isaac.core.LineSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TranslationsTest {

    private static final Set<String> NAMES = Set.of("zeig", "zeig-alles", "lösch", "nimm", "gibtsnicht", "zupf");

    @TempDir
    private Path folder;

    private Fixture fixture;
    private LineSession session;
    private RecordingSurface surface;
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void open() {
        fixture = new Fixture(folder);
        LineTranslator translator = (text, line, target) -> {
            asked.add(text);
            return Optional.of(
                    switch (text.split(" ", -1)[0]) {
                        case "zeig" -> new Translated("echo" + text.substring(4), List.of());
                        case "zeig-alles", "Zeig-Alles" -> new Translated("echo a; echo b", List.of("It shows less."));
                        case "lösch" -> new Translated("rm -rf " + text.substring(6), List.of());
                        case "zupf" -> new Translated("true; frobnicate x", List.of());
                        case "sudo" -> new Translated("echo root", List.of());
                        case "gibtsnicht" ->
                            throw new Fault(FaultKind.NOT_FOUND, "test.refused", "Not here.", "Take zeig.", Map.of())
                                    .exception();
                        default -> new Translated(text, List.of());
                    });
        };
        fixture.translators.add(new Translations.Named(translator, NAMES));
        session = fixture.open();
        surface = new RecordingSurface();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private String output(String line) {
        surface = new RecordingSurface();
        session.execute(line, surface);
        return surface.text();
    }

    @Test
    void saysForeignCommandsWhereverTheyStand() {
        assertThat(output("zeig x")).isEqualTo("x\n");
        assertThat(output("echo 1 && zeig 2; (zeig 3) | tr 3 4; { zeig 5; } > f; cat f"))
                .isEqualTo("1\n2\n4\n5\n");
        assertThat(output("zeig-alles | wc -l")).contains("2");
        assertThat(output("zeig hidden > out")).isEmpty();
        assertThat(folder.resolve("work/out")).hasContent("hidden\n");
        fixture.add(CommandManifest.command("ours", "Say something").build(), in -> CommandResult.text("from us"));
        assertThat(output("ours | zeig piped")).isEqualTo("piped\n");
        assertThat(output("! zeig x || zeig y")).isEqualTo("x\ny\n");
    }

    @Test
    void neverHidesWhatExists() throws Exception {
        assertThat(output("zeig() { echo mine; }; zeig")).isEqualTo("mine\n");
        assertThat(output("zeig x")).isEqualTo("mine\n");
        output("unset -f zeig");
        Path program = Files.writeString(fixture.work.resolve("zeig"), "#!/bin/sh\necho program\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        session.execute("PATH=$PWD:$PATH", surface);
        asked.clear();
        assertThat(session.explain("zeig x").rewritten()).isEmpty();
        assertThat(asked).isEmpty();
        fixture.add(CommandManifest.command("nimm", "Say something").build(), in -> CommandResult.text("ours"));
        assertThat(session.explain("nimm x").rewritten()).isEmpty();
        session.execute("alias zeig-alles='echo alias'", surface);
        assertThat(output("zeig-alles")).isEqualTo("alias\n");
    }

    @Test
    void isNotAskedForWhatItDoesNotKnow() {
        session.explain("ls; frobnicate; $zeig; zeig$x");
        assertThat(asked).isEmpty();
        // What is at home there and not here stays unknown.
        assertThat(session.explain("nimm x").refusal().orElseThrow().code()).isEqualTo("command.not-found");
    }

    @Test
    void judgesWhatWasTypedAndWhatRuns() {
        Explanation refused = session.explain("lösch /");
        assertThat(refused.tier()).isEqualTo(Tier.REFUSE);
        assertThat(refused.rewritten()).contains("rm -rf /");
        assertThat(session.explain("lösch x").tier()).isEqualTo(Tier.CONFIRM);
        assertThat(session.explain("zeig x").tier()).isEqualTo(Tier.RUN);
        assertThat(session.explain("zeig x > /etc/passwd").tier()).isEqualTo(Tier.REFUSE);
        assertThat(session.explain("rm -rf / ; zeig x").tier()).isEqualTo(Tier.REFUSE);
        assertThat(session.explain("sudo zeig x").rewritten()).contains("echo root");
    }

    @Test
    void namesDifferencesOnceBeforeItRuns() {
        surface = new RecordingSurface();
        session.execute("Zeig-Alles", surface);
        assertThat(surface.notes).containsExactly("Zeig-Alles becomes { echo a; echo b; }: It shows less.");
        assertThat(surface.text()).isEqualTo("a\nb\n");
        surface = new RecordingSurface();
        session.execute("zeig-alles", surface);
        assertThat(surface.notes).isEmpty();
        assertThat(session.explain("zeig-alles").differences()).containsExactly("It shows less.");
    }

    @Test
    void showsWhatRanWhereTheUserWantsToSeeIt() {
        assertThat(session.execute("set -o show-translation; true", surface).exitCode())
                .isZero();
        surface = new RecordingSurface();
        session.execute("zeig x", surface);
        assertThat(surface.notes).containsExactly("Runs: echo x");
        session.execute("set +o show-translation", surface);
        surface = new RecordingSurface();
        session.execute("zeig x", surface);
        assertThat(surface.notes).isEmpty();
        assertThat(surface.text()).isEqualTo("x\n");
    }

    @Test
    void refusesWithTheReasonAndWhatComesNearest() {
        assertThat(session.execute("echo no; gibtsnicht", surface).exitCode()).isEqualTo(5);
        Fault fault = surface.faults.get(0);
        assertThat(fault.code()).isEqualTo("test.refused");
        assertThat(fault.hint()).isEqualTo("Take zeig.");
        assertThat(surface.text()).as("nothing of the line ran").isEmpty();
        Explanation missing = session.explain("zupf");
        assertThat(missing.refusal().orElseThrow().code()).isEqualTo("command.not-found");
        assertThat(missing.refusal().orElseThrow().message()).contains("frobnicate", "zupf");
        assertThat(session.explain("gibtsnicht").refusal().orElseThrow().code()).isEqualTo("test.refused");
    }
}
