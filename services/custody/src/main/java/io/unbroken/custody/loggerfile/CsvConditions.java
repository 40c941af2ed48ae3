package io.unbroken.custody.loggerfile;

import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.Quantity;
import io.unbroken.custody.sensing.ConditionScreening;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What one row of a CSV says beside its temperature.
record CsvConditions(CsvHeader header, CsvLine row) {

    /// How the units are written behind a value, if they are.
    private static final Set<String> UNITS = Set.of("", "°", "deg", "g", "lx", "lux", "%");

    /// The conditions in the columns that were given; an empty one says nothing.
    List<Condition> at(Instant time) {
        var conditions = new ArrayList<Condition>();
        header.conditionColumns()
                .forEach((quantity, column) -> {
                    String text = row.cells().get(column);
                    if (!CsvFile.isMissing(text)) {
                        conditions.add(condition(quantity, said(time), value(quantity, text)));
                    }
                });
        return conditions;
    }

    private BigDecimal value(Quantity quantity, String text) {
        String expected = "a number for " + quantity;
        int end = CsvFile.numberEnd(text);
        if (!UNITS.contains(text.substring(end).strip())) {
            throw row.unreadable(expected);
        }
        return CsvFile.number(row, text.substring(0, end), expected).number().orElseThrow();
    }

    private ConditionScreening said(Instant time) {
        try {
            return ConditionScreening.at(time, Optional.empty());
        } catch (IllegalArgumentException noTime) {
            throw row.unreadable(String.valueOf(noTime.getMessage()));
        }
    }

    private static Condition condition(
            Quantity quantity, ConditionScreening said, BigDecimal value) {
        return switch (quantity) {
            case TILT -> said.tilt(value);
            case SHOCK -> said.shock(value);
            case LIGHT -> said.light(value);
            case BATTERY -> said.battery(value);
            case NITROGEN -> said.nitrogen(value);
            case LID, POSITION, DEVICE ->
                    throw new IllegalStateException("a mapping has numbers alone, not " + quantity);
        };
    }
}
