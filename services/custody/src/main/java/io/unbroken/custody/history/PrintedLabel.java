package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.event.Fact.LabelPrinted.LabelKind;
import io.unbroken.custody.event.Fact.LabelPrinted.ReprintReason;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LabelSubject;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A label that was printed, and every time that it was.
///
/// @param copies how many came out in all
/// @param reprints how many of its prints were not the first
/// @param prints in the order of the history
public record PrintedLabel(
        LabelKind label, LabelSubject subject, int copies, int reprints, List<Print> prints) {

    /// One time that it came out of a printer.
    public record Print(
            EventId by,
            PartyId party,
            PersonId person,
            Instant at,
            int copies,
            ContentHash content,
            Optional<ReprintReason> reprint) {}

    static PrintedLabel of(List<History.Entry> entries) {
        List<Print> prints = entries.stream().map(PrintedLabel::print).toList();
        LabelPrinted first = (LabelPrinted) entries.getFirst().fact();
        return new PrintedLabel(
                first.label(),
                first.subject(),
                prints.stream().mapToInt(Print::copies).sum(),
                (int) prints.stream().filter(print -> print.reprint().isPresent()).count(),
                prints);
    }

    private static Print print(History.Entry entry) {
        var fact = (LabelPrinted) entry.fact();
        return new Print(
                entry.id(),
                entry.party(),
                entry.by(),
                entry.eventTime(),
                fact.copies(),
                fact.content(),
                fact.reprint());
    }
}
