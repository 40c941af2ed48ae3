package io.unbroken.tracking.api;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.store.JourneyList;
import io.unbroken.tracking.store.QuarantinedRecord;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Records that could not be read or attributed.
@RestController
@RequestMapping("/api/quarantine")
class QuarantineController {

    private static final String USUAL_LIMIT = "50";
    private static final int MOST_ITEMS = 200;

    private final JourneyList list;

    QuarantineController(JourneyList list) {
        this.list = list;
    }

    /// @param id `topic/partition/offset`, which is also the rest of the address of the whole record
    /// @param retriable whether it is tried again when keys or schemas come
    record QuarantinedView(
            String id,
            String reason,
            String detail,
            boolean retriable,
            String topic,
            int partition,
            long offset,
            Instant recordTime) {

        static QuarantinedView of(QuarantinedRecord quarantined) {
            LogPosition position = quarantined.record().position();
            return new QuarantinedView(
                    position.id(),
                    quarantined.reason(),
                    quarantined.detail(),
                    quarantined.retriable(),
                    position.partition().topic(),
                    position.partition().partition(),
                    position.offset(),
                    quarantined.record().recordTime());
        }
    }

    /// @param total of all, not of this page
    record QuarantinePageView(long total, List<QuarantinedView> items, @Nullable String next) {}

    /// A record whole: key, value and headers in base 64.
    record QuarantinedWholeView(QuarantinedView about, StatementViews.RecordView record) {}

    @Operation(summary = "Quarantined records, by position, page by page")
    @GetMapping
    QuarantinePageView quarantine(
            @RequestParam(defaultValue = USUAL_LIMIT) @Min(1) @Max(MOST_ITEMS) int limit,
            @RequestParam Optional<String> cursor) {
        PageView<QuarantinedView> page =
                PageView.of(
                        list.quarantine(cursor, limit + 1),
                        limit,
                        found -> found.record().position().id(),
                        QuarantinedView::of);
        return new QuarantinePageView(list.quarantinedTotal(), page.items(), page.next());
    }

    @Operation(summary = "One quarantined record, whole")
    @GetMapping("/{topic}/{partition}/{offset}")
    QuarantinedWholeView quarantined(
            @PathVariable String topic, @PathVariable int partition, @PathVariable long offset) {
        return list.quarantined(new LogPosition(new LogPartition(topic, partition), offset))
                .map(found ->
                        new QuarantinedWholeView(
                                QuarantinedView.of(found),
                                StatementViews.RecordView.of(found.record())))
                .orElseThrow(() -> new NotFound("This record"));
    }
}
