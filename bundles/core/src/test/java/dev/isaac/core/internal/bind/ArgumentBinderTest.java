package dev.isaac.core.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.command.Argument;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentBinderTest {

    private static final CommandManifest MANIFEST = CommandManifest.command("demo run", "Run")
            .arguments(
                    Argument.required("target", ValueType.TEXT, "Where").of("here", "there"),
                    Argument.optional("item", ValueType.PATH, "What").repeating())
            .options(
                    Option.flag("force", "Force").letter('f'),
                    Option.flag("quick", "Quick").letter('q'),
                    Option.value("limit", "N", ValueType.INTEGER, "How many")
                            .letter('n')
                            .orElse("10"),
                    Option.value("wait", "TIME", ValueType.DURATION, "How long"),
                    Option.value("size", "BYTES", ValueType.SIZE, "How big"),
                    Option.value("tag", "T", ValueType.TEXT, "Tags").letter('t').repeating())
            .build();

    private static BoundValues bind(String... words) throws CommandException {
        return ArgumentBinder.bind(MANIFEST, List.of(words));
    }

    private static String code(String... words) {
        CommandException e = catchThrowableOfType(CommandException.class, () -> bind(words));
        assertThat(e).as(String.join(" ", words)).isNotNull();
        assertThat(e.fault().hint()).startsWith("Usage: demo run here|there [ITEM]…");
        assertThat(e.fault().kind().exitCode()).isEqualTo(2);
        return e.fault().code();
    }

    @Test
    void sortsOptionsAndArguments() throws CommandException {
        BoundValues bound = bind("-fq", "here", "a", "--limit=5", "-t", "x", "-ty", "--tag", "z", "--", "-b");
        assertThat(bound.flags()).containsExactlyInAnyOrder("force", "quick");
        assertThat(bound.values().get("target")).containsExactly("here");
        assertThat(bound.values().get("item")).containsExactly("a", "-b");
        assertThat(bound.values().get("limit")).containsExactly("5");
        assertThat(bound.values().get("tag")).containsExactly("x", "y", "z");
        assertThat(bind("here", "-n5").values().get("limit")).containsExactly("5");
        assertThat(bind("here", "-n=5").values().get("limit")).containsExactly("5");
        assertThat(bind("here", "-n", "-5").values().get("limit")).containsExactly("-5");
        assertThat(bind("here", "-").values().get("item")).containsExactly("-");
    }

    @Test
    void leavesTheWordsOfAnotherCommandAsTheyStand() throws CommandException {
        CommandManifest manifest = CommandManifest.command("demo exec", "Run elsewhere")
                .arguments(
                        Argument.required("target", ValueType.TEXT, "Where"),
                        Argument.required("line", ValueType.TEXT, "What").repeatingVerbatim())
                .options(Option.flag("force", "Force").letter('f'))
                .build();
        BoundValues bound = ArgumentBinder.bind(manifest, List.of("here", "-f", "rm", "-rf", "--help", "--", "--json"));
        assertThat(bound.flags()).containsExactly("force");
        assertThat(bound.values().get("line")).containsExactly("rm", "-rf", "--help", "--", "--json");
        assertThat(bound.common().help()).isFalse();
        assertThat(ArgumentBinder.bind(manifest, List.of("here", "--", "-f"))
                        .values()
                        .get("line"))
                .containsExactly("-f");
    }

    @Test
    void takesTheOptionsThatEveryCommandHas() throws CommandException {
        BoundValues bound = bind("here", "--json", "--yes", "--accept-plan", "abc", "--accept-signer=def");
        assertThat(bound.common().json()).isTrue();
        assertThat(bound.common().yes()).isTrue();
        assertThat(bound.common().accepted())
                .containsEntry("accept-plan", Set.of("abc"))
                .containsEntry("accept-signer", Set.of("def"));
        assertThat(bind("--help").common().help()).isTrue();
        assertThat(bind("-h").common().help()).isTrue();
    }

    @Test
    void acceptsSeveralSignersInWhateverWayTheirFingerprintsAreWritten() throws CommandException {
        CommonOptions options = bind("here", "--accept-signer", "AB:CD", "--accept-signer=sha256:ef01")
                .common();

        assertThat(options.answer(asking("abcd", "accept-signer"))).isTrue();
        assertThat(options.answer(asking("ef01", "accept-signer"))).isTrue();
        assertThat(options.answer(asking("abcd", "accept-plan"))).isFalse();
        assertThat(options.answer(asking("0000", "accept-signer"))).isFalse();
        assertThat(options.answer(Confirmation.ordinary("Really?", List.of()))).isFalse();
    }

    private static Confirmation asking(String digest, String option) {
        return new Confirmation("Signer?", List.of(), digest, Optional.of(option));
    }

    @Test
    void namesARequiredOptionThatIsMissing() throws CommandException {
        CommandManifest manifest = CommandManifest.command("trust", "Trust somebody")
                .options(Option.value("root", "FILE", ValueType.TEXT, "The root of trust")
                        .mandatory())
                .build();
        assertThat(UsageLine.of(manifest)).isEqualTo("trust --root FILE");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> ArgumentBinder.bind(manifest, List.of()))
                .satisfies(e -> {
                    assertThat(e.fault().code()).isEqualTo("usage.missing-option");
                    assertThat(e.fault().message()).isEqualTo("trust needs --root FILE: the root of trust.");
                });
        assertThat(ArgumentBinder.bind(manifest, List.of("--root", "x"))
                        .values()
                        .get("root"))
                .containsExactly("x");
        assertThat(ArgumentBinder.bind(manifest, List.of("--help")).common().help())
                .isTrue();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThat(code()).isEqualTo("usage.missing-argument");
        assertThat(code("nowhere")).isEqualTo("usage.bad-value");
        assertThat(code("here", "--unknown")).isEqualTo("usage.unknown-option");
        assertThat(code("here", "-x")).isEqualTo("usage.unknown-option");
        assertThat(code("here", "--limit")).isEqualTo("usage.missing-value");
        assertThat(code("here", "--limit", "many")).isEqualTo("usage.bad-value");
        assertThat(code("here", "--limit", "1", "--limit", "2")).isEqualTo("usage.repeated-option");
        assertThat(code("here", "--force=yes")).isEqualTo("usage.unexpected-value");
        assertThat(code("here", "--json=yes")).isEqualTo("usage.unexpected-value");
        assertThat(code("here", "--accept-plan")).isEqualTo("usage.missing-value");
        assertThat(code("here", "--wait", "soon")).isEqualTo("usage.bad-value");
        assertThat(code("here", "--size", "big")).isEqualTo("usage.bad-value");
        CommandException near = catchThrowableOfType(CommandException.class, () -> bind("here", "--forse"));
        assertThat(near.fault().message()).contains("Did you mean --force?");
        CommandException many = catchThrowableOfType(
                CommandException.class,
                () -> ArgumentBinder.bind(CommandManifest.command("x", "X").build(), List.of("y")));
        assertThat(many.fault().code()).isEqualTo("usage.too-many-arguments");
    }

    @Test
    void readsTypedValues() {
        assertThat(Values.duration("1h30m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(Values.duration("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(Values.duration("PT5S")).isEqualTo(Duration.ofSeconds(5));
        assertThat(Values.size("10M")).isEqualTo(10L << 20);
        assertThat(Values.size("4KiB")).isEqualTo(4096);
        assertThat(Values.size("7")).isEqualTo(7);
        assertThat(Values.problem(ValueType.SIZE, "9999999999T")).isPresent();
        assertThat(Values.problem(ValueType.DURATION, "5x")).isPresent();
        assertThat(Values.problem(ValueType.DURATION, "")).isPresent();
        assertThat(Values.problem(ValueType.DECIMAL, "1.5")).isEmpty();
        assertThat(Values.problem(ValueType.DECIMAL, "x")).isPresent();
        assertThat(Values.problem(ValueType.BOOLEAN, "yes")).isPresent();
        assertThat(Values.problem(ValueType.URI, "http://a b")).isPresent();
        assertThat(Values.problem(ValueType.URI, "https://example.org")).isEmpty();
        assertThat(Values.problem(ValueType.PATH, "")).isPresent();
        assertThat(Values.problem(ValueType.INTEGER, "12")).isEmpty();
    }
}
