package dev.isaac.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionTest {

    @Test
    void aFlagTakesNoValue() {
        assertThat(Option.flag("all", "Show all").isFlag()).isTrue();
    }

    @Test
    void eachRefinementChangesOneThingOnly() {
        Option plain = Option.value("limit", "N", ValueType.INTEGER, "How many");
        assertThat(plain.letter('n'))
                .isEqualTo(new Option(
                        "limit",
                        Optional.of('n'),
                        Optional.of("N"),
                        "How many",
                        ValueType.INTEGER,
                        false,
                        Optional.empty(),
                        List.of(),
                        false));
        assertThat(plain.orElse("10").defaultValue()).contains("10");
        assertThat(plain.orElse("10").letter()).isEmpty();
        assertThat(plain.of("1", "2").choices()).containsExactly("1", "2");
        assertThat(plain.repeating().repeatable()).isTrue();
        assertThat(plain.repeatable()).isFalse();
        assertThat(plain.mandatory().letter('n').required()).isTrue();
        assertThat(plain.required()).isFalse();
    }

    @Test
    void whatAlwaysHasAValueCannotBeRequired() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Option.flag("all", "Show all").mandatory())
                .withMessageContaining("--all");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Option.value("limit", "N", ValueType.INTEGER, "How many")
                        .mandatory()
                        .orElse("10"))
                .withMessageContaining("--limit");
    }

    @Test
    void aTypedOptionNamesItsValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Option(
                        "limit",
                        Optional.empty(),
                        Optional.empty(),
                        "x",
                        ValueType.INTEGER,
                        false,
                        Optional.empty(),
                        List.of(),
                        false))
                .withMessageContaining("--limit");
    }
}
