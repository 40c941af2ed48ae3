package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Fact.JourneySealed;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.LoggerId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a seal speaks of: every event but seals, and every reading of the legs that have ended. Made of what was said and never of how it is judged,
/// so that newer rules do not open a sealed journey.
record ReviewedBasis(
        List<SignedEvent> events,
        List<ThermalLeg> legs,
        Map<LoggerId, ? extends LoggerReadings> readings) {

    private static final String FORM = "io.unbroken.reviewed.v1\n";

    ContentHash hash() {
        MessageDigest sha256 = EventSet.sha256();
        sha256.update(FORM.getBytes(StandardCharsets.US_ASCII));
        Stream.concat(eventLines(), readingLines())
                .distinct()
                .sorted()
                .forEach(line -> sha256.update(line.getBytes(StandardCharsets.UTF_8)));
        return new ContentHash(HexFormat.of().formatHex(sha256.digest()));
    }

    private Stream<String> eventLines() {
        return events.stream()
                .filter(event -> !(event.event().fact() instanceof JourneySealed))
                .map(event -> "event %s %s\n".formatted(event.event().id(), event.content()));
    }

    private Stream<String> readingLines() {
        return legs.stream()
                .filter(leg -> leg.until().isPresent())
                .map(leg ->
                        leg.logger()
                                + samples(leg).stream()
                                        .map(ReviewedBasis::reading)
                                        .collect(Collectors.joining()))
                .map(line -> "readings " + line + "\n");
    }

    private List<Sample> samples(ThermalLeg leg) {
        LoggerReadings all = readings.get(leg.logger());
        return all == null ? List.of() : all.within(leg.interval()).samples();
    }

    private static String reading(Sample sample) {
        return " " + sample.time() + " " + sample.temperature().hundredths();
    }
}
