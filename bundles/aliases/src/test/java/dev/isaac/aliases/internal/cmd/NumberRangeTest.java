package dev.isaac.aliases.internal.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NumberRangeTest {

    @Property(tries = 300)
    void matchesTheNumbersOfTheRangeAndNoOther(
            @ForAll @IntRange(min = 1, max = 1200) int from, @ForAll @IntRange(min = 0, max = 1200) int more) {
        List<String> expressions = NumberRange.expressions(from, from + more);

        for (int number = 0; number < 12_500; number = number < 2600 ? number + 1 : number * 2) {
            String text = Integer.toString(number);
            assertThat(expressions.stream().filter(text::matches).count())
                    .as(text)
                    .isEqualTo(number >= from && number <= from + more ? 1 : 0);
        }
    }
}
