package io.unbroken.tracking.api;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.Scan;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Authenticator.Unreadable;
import io.unbroken.tracking.store.KeptEvent;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Shows a statement with all that backs it; it is authenticated again for each view.
@Component
class StatementViews {

    private final Authenticator authenticator;
    private final Seals seals;

    StatementViews(Authenticator authenticator, Seals seals) {
        this.authenticator = authenticator;
        this.seals = seals;
    }

    /// Everything that was said under one id: one statement, or several that contradict each other.
    record EventView(String id, List<StatementView> statements) {}

    /// @param authentic whether the signature holds now
    /// @param unreadable why not, if not
    record StatementView(
            JourneyView.LogEntryView position,
            boolean authentic,
            @Nullable String unreadable,
            @Nullable SaidView said,
            RecordView record) {}

    /// What was said, and by whom.
    record SaidView(
            String type,
            Instant eventTime,
            int offsetMinutes,
            String by,
            String device,
            String party,
            String partyKind,
            List<ScanView> scans,
            Fact fact) {

        static SaidView of(SignedEvent signed) {
            Event event = signed.event();
            return new SaidView(
                    event.fact().getClass().getSimpleName(),
                    event.eventTime(),
                    event.offsetMinutes(),
                    event.by().value(),
                    event.device().value(),
                    signed.party().value(),
                    signed.kind().name(),
                    event.scans().stream().map(ScanView::of).toList(),
                    event.fact());
        }
    }

    /// A code exactly as it was read.
    record ScanView(Scan.Symbology symbology, String raw) {
        static ScanView of(Scan scan) {
            return new ScanView(scan.symbology(), scan.raw());
        }
    }

    /// The record as it stands on the log; bytes in base 64.
    record RecordView(@Nullable String key, @Nullable String value, List<HeaderView> headers) {

        static RecordView of(LogRecord record) {
            return new RecordView(
                    record.key().map(RecordView::base64).orElse(null),
                    record.value().map(RecordView::base64).orElse(null),
                    record.headers().stream().map(HeaderView::of).toList());
        }

        private static String base64(Bytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.array());
        }
    }

    /// One header; its value in base 64.
    record HeaderView(String name, @Nullable String value) {
        static HeaderView of(LogHeader header) {
            return new HeaderView(
                    header.name(), header.value().map(RecordView::base64).orElse(null));
        }
    }

    StatementView of(KeptEvent kept) {
        var position = JourneyView.LogEntryView.of(kept, seals);
        var record = RecordView.of(kept.record());
        return switch (authenticator.event(kept.record())) {
            case Authentic(var event) ->
                    new StatementView(position, true, null, SaidView.of(event), record);
            case Unreadable(var reason, _, _) ->
                    new StatementView(position, false, reason, null, record);
        };
    }
}
