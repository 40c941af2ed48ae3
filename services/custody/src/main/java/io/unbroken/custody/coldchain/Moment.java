package io.unbroken.custody.coldchain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All samples of one time, and what they say together.
///
/// @param time their time
/// @param samples at least one; more if the logger reported several values for that time
/// @param standing theirs if they agree; otherwise doubtful, on the side of the one furthest out
record Moment(Instant time, List<Sample> samples, Standing standing) {

    static List<Moment> of(List<Sample> samples, ThermalRule rule) {
        var moments = new ArrayList<Moment>(samples.size());
        int first = 0;
        while (first < samples.size()) {
            Instant time = samples.get(first).time();
            int next = first + 1;
            while (next < samples.size() && samples.get(next).time().equals(time)) {
                next++;
            }
            List<Sample> together = samples.subList(first, next);
            moments.add(new Moment(time, together, standing(together, rule)));
            first = next;
        }
        return moments;
    }

    private static Standing standing(List<Sample> together, ThermalRule rule) {
        List<Standing> standings =
                together.stream()
                        .map(sample -> Standing.of(sample.temperature(), rule))
                        .distinct()
                        .toList();
        if (standings.size() == 1) {
            return standings.getFirst();
        }
        Celsius furthestOut =
                together.stream()
                        .map(Sample::temperature)
                        .max(
                                Comparator.<Celsius>comparingInt(
                                                each -> Standing.excess(each, rule.range()))
                                        .thenComparing(Comparator.naturalOrder()))
                        .orElseThrow();
        return Standing.perhaps(furthestOut, rule.range());
    }

    boolean conflicting() {
        return samples.size() > 1;
    }

    Celsius coldest() {
        return samples.getFirst().temperature();
    }

    Celsius warmest() {
        return samples.getLast().temperature();
    }
}
