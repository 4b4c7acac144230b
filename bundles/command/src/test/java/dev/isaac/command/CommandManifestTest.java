package dev.isaac.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CommandManifestTest {

    private static CommandManifest.Builder manifest() {
        return CommandManifest.command("notes add", "Add a note");
    }

    @Test
    void hasDefaultsThatDoNotAskAndNeedNothing() {
        CommandManifest manifest = manifest().build();
        assertThat(manifest.tier()).isEqualTo(Tier.RUN);
        assertThat(manifest.category()).isEqualTo("General");
        assertThat(manifest.arguments()).isEmpty();
        assertThat(manifest.options()).isEmpty();
        assertThat(manifest.words()).containsExactly("notes", "add");
    }

    @Test
    void keepsEverythingThatWasDeclaredInOrder() {
        CommandManifest manifest = manifest()
                .description("Long.")
                .category("Notes")
                .tier(Tier.CONFIRM)
                .arguments(
                        Argument.required("title", ValueType.TEXT, "The title"),
                        Argument.optional("text", ValueType.TEXT, "The text").repeating())
                .options(
                        Option.value("tag", "TAG", ValueType.TEXT, "A tag")
                                .letter('t')
                                .repeating(),
                        Option.flag("pin", "Keep it on top"))
                .example("notes add milk", "Adds a note")
                .aliases("note add")
                .build();
        assertThat(manifest.description()).isEqualTo("Long.");
        assertThat(manifest.category()).isEqualTo("Notes");
        assertThat(manifest.tier()).isEqualTo(Tier.CONFIRM);
        assertThat(manifest.arguments()).extracting(Argument::name).containsExactly("title", "text");
        assertThat(manifest.argument("text")).get().matches(Argument::repeated);
        assertThat(manifest.argument("other")).isEmpty();
        assertThat(manifest.option("tag")).get().matches(Option::repeatable).matches(o -> !o.isFlag());
        assertThat(manifest.option("pin")).get().matches(Option::isFlag);
        assertThat(manifest.option("none")).isEmpty();
        assertThat(manifest.examples()).containsExactly(new CommandManifest.Example("notes add milk", "Adds a note"));
        assertThat(manifest.aliases()).containsExactly("note add");
    }

    @Test
    void refusesNamesThatNobodyCouldType() {
        for (String name : new String[] {"", "Notes", "notes  add", " notes", "notes/add", "nötes", "-n"}) {
            assertThatIllegalArgumentException()
                    .as("name <%s>", name)
                    .isThrownBy(() -> CommandManifest.command(name, "x").build())
                    .withMessageContaining("command name");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> manifest().aliases("Bad").build())
                .withMessageContaining("alias");
    }

    @Test
    void refusesARequiredArgumentAfterAnOptionalOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> manifest()
                        .arguments(
                                Argument.optional("a", ValueType.TEXT, "x"),
                                Argument.required("b", ValueType.TEXT, "x"))
                        .build())
                .withMessageContaining("required argument follows");
    }

    @Test
    void refusesARepeatedArgumentThatIsNotTheLast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> manifest()
                        .arguments(
                                Argument.required("a", ValueType.TEXT, "x").repeating(),
                                Argument.required("b", ValueType.TEXT, "x"))
                        .build())
                .withMessageContaining("last argument");
    }

    @Test
    void refusesNamesGivenTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> manifest()
                        .arguments(
                                Argument.required("a", ValueType.TEXT, "x"),
                                Argument.required("a", ValueType.TEXT, "x"))
                        .build())
                .withMessageContaining("argument a appears twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> manifest()
                        .options(Option.flag("a", "x"), Option.flag("a", "y"))
                        .build())
                .withMessageContaining("option --a appears twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> manifest()
                        .options(
                                Option.flag("a", "x").letter('z'),
                                Option.flag("b", "y").letter('z'))
                        .build())
                .withMessageContaining("option -z appears twice");
    }
}
