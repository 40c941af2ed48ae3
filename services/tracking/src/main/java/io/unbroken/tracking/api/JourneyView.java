package io.unbroken.tracking.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.KeptEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// One journey.
///
/// @param counts how many statements there are, and how many readings count now, those of legs that have not ended too
/// @param history the canonical history as it stands in the store
/// @param log where each of its statements stands on the log, in that order
record JourneyView(
        String coi,
        long version,
        Instant updatedAt,
        JourneyItemView.CountsView counts,
        @JsonRawValue @Schema(type = "object") String history,
        List<LogEntryView> log) {

    static JourneyView of(JourneyDocument journey, int samples, Seals seals) {
        return new JourneyView(
                journey.coi().value(),
                journey.version(),
                journey.updatedAt(),
                new JourneyItemView.CountsView(journey.summary().events(), samples),
                new String(journey.history().array(), StandardCharsets.UTF_8),
                journey.inbox().stream().map(kept -> LogEntryView.of(kept, seals)).toList());
    }

    /// Tells one state of this view from another: the version, and how many statements are sealed and readings counted.
    String tag() {
        long sealed = log.stream().filter(entry -> entry.seal().checkpoint() != null).count();
        return version + "-" + sealed + "-" + counts.samples();
    }

    /// Where a statement stands.
    ///
    /// @param id the event's
    /// @param key the key that signed
    /// @param sequence the signer's running number for this journey
    /// @param seal whether a signed checkpoint covers it
    record LogEntryView(
            String id,
            String topic,
            int partition,
            long offset,
            Instant recordTime,
            String contentHash,
            String key,
            long sequence,
            SealView seal) {

        static LogEntryView of(KeptEvent kept, Seals seals) {
            var position = kept.record().position();
            return new LogEntryView(
                    kept.statement().id().value(),
                    position.partition().topic(),
                    position.partition().partition(),
                    position.offset(),
                    kept.record().recordTime(),
                    kept.statement().content().value(),
                    kept.statement().key().value(),
                    kept.statement().sequence(),
                    SealView.of(position, seals));
        }
    }
}
