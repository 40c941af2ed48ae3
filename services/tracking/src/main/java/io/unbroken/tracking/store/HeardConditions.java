package io.unbroken.tracking.store;

import io.unbroken.custody.history.Attention;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.Nitrogen;
import io.unbroken.custody.sensing.Condition.Position;
import io.unbroken.custody.sensing.Condition.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which conditions a logger has told that may be judged: on which days, and the last one of each quantity; and, as nobody judges them,
/// where it was last and how much liquid nitrogen was left.
///
/// @param nitrogen the last level of each hour, the latest [#MOST_LEVELS], in order
public record HeardConditions(
        Set<LocalDate> days, Map<Quantity, Heard> last, List<Nitrogen> nitrogen) {

    /// Ten days by hours: no dry shipper lasts longer.
    static final int MOST_LEVELS = 240;

    /// Nothing was told.
    public static final HeardConditions NONE = new HeardConditions(Set.of(), Map.of(), List.of());

    public HeardConditions {
        days = Set.copyOf(days);
        last = Map.copyOf(last);
        nitrogen = hourly(nitrogen);
    }

    /// A condition that was authentic.
    ///
    /// @param changes the state of the keys by which it was, [io.unbroken.tracking.recorder.Authenticator#changes()]
    public record Heard(Condition condition, long changes) {

        private Heard with(Heard other) {
            return Condition.ORDER.compare(condition, other.condition) >= 0 ? this : other;
        }
    }

    /// Those of these conditions that can be judged.
    public static HeardConditions of(Collection<Condition> conditions, long changes) {
        var days = new HashSet<LocalDate>();
        var last = new EnumMap<Quantity, Heard>(Quantity.class);
        for (Condition condition : conditions) {
            boolean judged = Attention.isJudged(condition);
            if (judged) {
                days.add(LocalDate.ofInstant(condition.time(), ZoneOffset.UTC));
            }
            if (judged || condition instanceof Position) {
                last.merge(condition.quantity(), new Heard(plain(condition), changes), Heard::with);
            }
        }
        return new HeardConditions(days, last, levels(conditions));
    }

    /// Without a device's own code, which nobody judges.
    private static Condition plain(Condition condition) {
        return condition instanceof Condition.Device(var time, var state, _)
                ? new Condition.Device(time, state, Optional.empty())
                : condition;
    }

    /// These and others.
    public HeardConditions with(HeardConditions other) {
        var all = new HashSet<>(days);
        all.addAll(other.days);
        var both = new HashMap<>(last);
        other.last.forEach((quantity, heard) -> both.merge(quantity, heard, Heard::with));
        var levels = new ArrayList<>(nitrogen);
        levels.addAll(other.nitrogen);
        return new HeardConditions(all, both, levels);
    }

    private static List<Nitrogen> levels(Collection<Condition> conditions) {
        var levels = new ArrayList<Nitrogen>();
        for (Condition condition : conditions) {
            if (condition instanceof Nitrogen level) {
                levels.add(level);
            }
        }
        return levels;
    }

    private static List<Nitrogen> hourly(List<Nitrogen> levels) {
        var hours = new TreeMap<Instant, Nitrogen>();
        levels.stream()
                .sorted(Condition.ORDER)
                .forEach(level -> hours.put(level.time().truncatedTo(ChronoUnit.HOURS), level));
        return hours.values().stream().skip(Math.max(0, hours.size() - MOST_LEVELS)).toList();
    }

    /// Where the logger was last, if that is believed by the keys of now.
    public Optional<Position> position(long changes) {
        return last(Quantity.POSITION)
                .filter(heard -> heard.changes() == changes)
                .map(Heard::condition)
                .map(Position.class::cast);
    }

    /// The last condition of a quantity.
    public Optional<Heard> last(Quantity quantity) {
        return Optional.ofNullable(last.get(quantity));
    }
}
