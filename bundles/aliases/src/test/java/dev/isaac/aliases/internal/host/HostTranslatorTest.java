package dev.isaac.aliases.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.aliases.internal.data.JsonReader;
import dev.isaac.aliases.internal.translate.Mapping;
import dev.isaac.command.CommandException;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.spi.LineTranslator.Shell;
import dev.isaac.command.spi.LineTranslator.Translated;
import dev.isaac.command.spi.TranslatorNames;
import dev.isaac.core.internal.parse.LineParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostTranslatorTest {

    private static final Mapping MAPPING = Mapping.load(Path.of("there", "is", "no", "such", "file"));

    private final HostTranslator translator = new HostTranslator(() -> MAPPING);

    private Optional<Translated> translate(String line, Shell shell) throws CommandException {
        return translator.translate(line, ((ParsedLine.Complete) LineParser.parse(line)).root(), shell);
    }

    @Test
    void saysTheLinesOfOtherSystems() throws Exception {
        assertThat(translate("cls", Shell.LINUX)).contains(new Translated("clear", List.of()));
        Translated ipconfig = translate("ipconfig", Shell.LINUX).orElseThrow();
        assertThat(ipconfig.text()).isEqualTo("ip addr");
        assertThat(ipconfig.differences()).isNotEmpty();
        assertThat(translate("Get-ChildItem", Shell.LINUX).orElseThrow().text()).startsWith("ls ");
        assertThat(translate("ifconfig", Shell.LINUX).orElseThrow().text()).isEqualTo("ip addr");
        assertThat(translate("brew install jq", Shell.LINUX).orElseThrow().text())
                .contains("apt install");
        assertThat(translate("ls -a", Shell.POWERSHELL).orElseThrow().text()).contains("Get-ChildItem");
    }

    @Test
    void refusesWithCodeSentenceAndWhatComesNearest() {
        // Without /f it would only ask the process to end, which kill -9 does not.
        CommandException refused =
                catchThrowableOfType(CommandException.class, () -> translate("taskkill /pid 12", Shell.LINUX));
        assertThat(refused.fault().code()).startsWith("alias.");
        assertThat(refused.fault().message()).endsWith(".");
        assertThat(refused.fault().hint()).isNotEmpty();
        assertThat(refused.fault().kind().exitCode()).isEqualTo(5);
    }

    @Test
    void leavesAProgramThatNoMappingKnowsToWindows() throws Exception {
        assertThat(translate("frobnicate /x", Shell.POWERSHELL)).isEmpty();
    }

    @Test
    void everyForeignNameOfTheDataIsAnnounced() throws Exception {
        Set<String> known = new TreeSet<>();
        for (String language : List.of("cmd", "powershell")) {
            for (Object command : (List<?>) json("reverse/windows.json").getOrDefault(language, List.of())) {
                ((List<?>) Objects.requireNonNull(((Map<?, ?>) command).get("names")))
                        .forEach(name -> known.add(String.valueOf(name).toLowerCase(Locale.ROOT)));
            }
        }
        for (Object manager : (List<?>) json("packages/packages.json").getOrDefault("managers", List.of())) {
            ((List<?>) Objects.requireNonNull(((Map<?, ?>) manager).get("programs")))
                    .forEach(name -> known.add(String.valueOf(name)));
        }
        assertThat(known).hasSizeGreaterThan(60);
        TranslatorNames announced = HostTranslator.class.getAnnotation(TranslatorNames.class);
        assertThat(announced.value())
                .as("what windows.json and packages.json name belongs into @TranslatorNames of HostTranslator")
                .containsAll(known)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, Object> json(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                HostTranslatorTest.class.getResourceAsStream("/dev/isaac/aliases/internal/" + resource))) {
            return JsonReader.object(in);
        }
    }
}
