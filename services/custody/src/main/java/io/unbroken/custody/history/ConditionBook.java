package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.Quantity;
import io.unbroken.custody.telemetry.ConditionBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What loggers said beside temperatures, as far as it is judged: a set, in whatever order and however often it came.
final class ConditionBook {

    private final Map<LoggerId, TreeSet<Condition>> said = new HashMap<>();

    ConditionBook(Collection<ConditionBlock> blocks) {
        for (ConditionBlock block : blocks) {
            block.conditions().stream()
                    .filter(Attention::isJudged)
                    .forEach(condition ->
                            said.computeIfAbsent(
                                            block.logger(), _ -> new TreeSet<>(Condition.ORDER))
                                    .add(condition));
        }
    }

    /// A time in which one quantity was beyond its limit.
    ///
    /// @param since the first time that it was
    /// @param until the first time after it that it was not; empty if none is known
    /// @param worst what it was at worst
    record Beyond(Quantity quantity, Instant since, Optional<Instant> until, Condition worst) {}

    /// All of a logger in `interval`, in order of their beginning. Of several values for one time the one beyond the limit counts.
    List<Beyond> beyond(LoggerId logger, Interval interval, Attention attention) {
        var found = new ArrayList<Beyond>();
        var open = new HashMap<Quantity, Beyond>();
        for (Condition condition : said.getOrDefault(logger, new TreeSet<>(Condition.ORDER))) {
            Quantity quantity = condition.quantity();
            if (!interval.contains(condition.time())) {
                continue;
            }
            Beyond before = open.get(quantity);
            if (attention.isBeyond(condition)) {
                open.put(
                        quantity,
                        before == null
                                ? new Beyond(
                                        quantity, condition.time(), Optional.empty(), condition)
                                : new Beyond(
                                        quantity,
                                        before.since,
                                        Optional.empty(),
                                        worse(before.worst, condition)));
            } else if (before != null && !beyondAt(logger, condition, attention)) {
                found.add(
                        new Beyond(
                                quantity,
                                before.since,
                                Optional.of(condition.time()),
                                before.worst));
                open.remove(quantity);
            }
        }
        found.addAll(open.values());
        found.sort(Comparator.comparing(Beyond::since).thenComparing(Beyond::quantity));
        return found;
    }

    /// Whether the logger gave, for the same time, another value that is beyond the limit.
    private boolean beyondAt(LoggerId logger, Condition condition, Attention attention) {
        return said.getOrDefault(logger, new TreeSet<>(Condition.ORDER)).stream()
                .filter(other ->
                        other.quantity() == condition.quantity()
                                && other.time().equals(condition.time()))
                .anyMatch(attention::isBeyond);
    }

    private static Condition worse(Condition a, Condition b) {
        return switch (a) {
            case Condition.Tilt(_, int tenths) ->
                    b instanceof Condition.Tilt(_, int other) && other > tenths ? b : a;
            case Condition.Shock(_, int hundredths) ->
                    b instanceof Condition.Shock(_, int other) && other > hundredths ? b : a;
            case Condition.Battery(_, int percent) ->
                    b instanceof Condition.Battery(_, int other) && other < percent ? b : a;
            case Condition.Device _,
                    Condition.Light _,
                    Condition.Lid _,
                    Condition.Position _,
                    Condition.Nitrogen _,
                    Condition.Marked _ ->
                    a;
        };
    }
}
