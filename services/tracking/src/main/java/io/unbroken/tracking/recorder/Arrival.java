package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.sensing.Condition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a batch brought of one logger.
final class Arrival {

    private final Set<LocalDate> days = new HashSet<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private boolean sound = true;

    void add(SignedReadings readings) {
        days.addAll(readings.days());
        samples.addAll(readings.samples());
        conditions.addAll(readings.conditions());
        sound &= readings.standing().isSound();
    }

    /// The days under which it is kept.
    Set<LocalDate> days() {
        return days;
    }

    Readings readings() {
        return Readings.of(samples);
    }

    /// In their order.
    List<Condition> conditions() {
        return conditions.stream().sorted(Condition.ORDER).toList();
    }

    /// Whether nobody else than the party may have signed any of it.
    boolean isSound() {
        return sound;
    }

    boolean hasReports() {
        return days.contains(SignedReadings.REPORTS);
    }
}
