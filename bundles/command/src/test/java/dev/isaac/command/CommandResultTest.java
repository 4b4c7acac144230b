package dev.isaac.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandResultTest {

    @Test
    void closingRecordsClosesTheirStream() {
        AtomicBoolean closed = new AtomicBoolean();
        CommandResult.Records records = new CommandResult.Records(
                List.of(Column.text("key", "Key")),
                Stream.<Map<String, ?>>of(Map.of("key", "a")).onClose(() -> closed.set(true)));
        records.close();
        assertThat(closed).isTrue();
    }

    @Test
    void aTableIsACopyOfItsRows() {
        List<Map<String, ?>> rows = new ArrayList<>(List.of(Map.of("n", 1)));
        CommandResult.Table table = (CommandResult.Table) CommandResult.table(List.of(Column.number("n", "N")), rows);
        rows.clear();
        assertThat(table.rows()).hasSize(1);
        assertThat(table.columns().get(0).alignment()).isEqualTo(Column.Alignment.RIGHT);
    }

    @Test
    void detailsKeepTheOrderInWhichPeopleReadThem() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("z", 1);
        fields.put("a", 2);
        CommandResult.Details details = new CommandResult.Details(fields, null);
        fields.put("later", 3);
        assertThat(details.fields().keySet()).containsExactly("z", "a");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> details.fields().clear());
    }

    @Test
    void theShortFormsMakeWhatTheySay() {
        assertThat(CommandResult.text("hi")).isEqualTo(new CommandResult.Text("hi", null));
        assertThat(CommandResult.text("hi", 1)).isEqualTo(new CommandResult.Text("hi", 1));
        assertThat(CommandResult.json(List.of(1))).isEqualTo(new CommandResult.Json(List.of(1)));
        assertThat(CommandResult.nothing()).isEqualTo(new CommandResult.Nothing());
    }

    @Test
    void theStricterTierWins() {
        assertThat(Tier.RUN.stricter(Tier.CONFIRM)).isEqualTo(Tier.CONFIRM);
        assertThat(Tier.REFUSE.stricter(Tier.RUN)).isEqualTo(Tier.REFUSE);
        assertThat(Tier.SUGGEST.stricter(Tier.CORRECT)).isEqualTo(Tier.SUGGEST);
        assertThat(Tier.values()).extracting(Tier::label).containsExactly("1", "2", "2.5", "3", "4");
    }
}
