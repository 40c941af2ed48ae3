package io.unbroken.capture.http;

import io.unbroken.capture.publishing.OwnRegistration;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Corrected;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.event.Fact.DeviationDispositioned;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.JourneySealed;
import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.Photo;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.scanning.Decoded.Compound;
import io.unbroken.custody.scanning.Decoded.OwnCode;
import io.unbroken.custody.scanning.Decoded.PersonData;
import io.unbroken.custody.scanning.Decoded.Reason;
import io.unbroken.custody.scanning.Decoded.Unreadable;
import io.unbroken.custody.scanning.DigitalLink;
import io.unbroken.custody.scanning.ElementString;
import io.unbroken.custody.scanning.Scans;
import io.unbroken.custody.scanning.Structure;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// What this service refuses to say: what is not its party's to say, comes from the future, or was misread by a scanner.
/// Everything else happened, however inconvenient, and is recorded.
@Component
public final class EventRules {

    private static final String QUALITY = "QUALITY";
    private static final String PHYSICIAN = "INFUSION_PHYSICIAN";

    private final CaptureProperties properties;
    private final OwnRegistration registration;
    private final DeviceClocks clocks;
    private final Optional<KeptPhotos> photos;
    private final Optional<Confidential> confidential;

    EventRules(
            CaptureProperties properties,
            OwnRegistration registration,
            Clock clock,
            Optional<KeptPhotos> photos,
            Optional<Confidential> confidential) {
        this.photos = photos;
        this.confidential = confidential;
        this.properties = properties;
        this.registration = registration;
        this.clocks = new DeviceClocks(properties.furthestAhead(), clock);
    }

    /// Refuses an event that this caller may not state, or that cannot be.
    ///
    /// @param roles the caller's
    /// @throws BadInput saying why
    public void require(Event event, Collection<String> roles) {
        if (!event.fact().statedBy().contains(properties.kind())) {
            throw BadInput.notEntitled(
                    "fact.type", "A %s party may not state this.".formatted(properties.kind()));
        }
        requireRole(event.fact(), roles);
        requireSpeaksFor("fact", event.fact());
        requireFirstId(event);
        requireNotAhead("eventTime", event.eventTime());
        for (int i = 0; i < event.scans().size(); i++) {
            requireScan("scans[%d].raw".formatted(i), event.scans().get(i));
        }
        event.fact().photographed().ifPresent(this::requireKept);
        Map<String, String> texts = Texts.of(event);
        if (!texts.isEmpty()) {
            confidential.ifPresent(knows -> requireNobody(texts, knows.of(event.coi())));
        }
    }

    /// Refuses an event in which somebody wrote who the patient is.
    ///
    /// @param tells whether a text says it
    /// @throws BadInput naming the field, and nothing of what stands there
    public static void requireNobody(Event event, Predicate<String> tells) {
        requireNobody(Texts.of(event), tells);
    }

    private static void requireNobody(Map<String, String> texts, Predicate<String> tells) {
        texts.forEach((field, text) -> {
            if (tells.test(text)) {
                throw BadInput.field(
                        field, "It says who the patient is, which is never recorded here.");
            }
        });
    }

    /// The log is for ever: what it says was photographed is kept before it says so.
    private void requireKept(Photo photo) {
        if (photos.isEmpty()) {
            throw BadInput.field("fact.photo", "Expected none: this service keeps no photos.");
        }
        if (!photos.get().has(photo)) {
            throw BadInput.field(
                    "fact.photo", "Expected a photo that is kept here; send its bytes first.");
        }
    }

    /// A label has one first print, and so has its event one id; whoever prints again says why.
    private void requireFirstId(Event event) {
        if (event.fact() instanceof LabelPrinted printed
                && printed.reprint().isEmpty()
                && !event.id()
                        .equals(printed.firstId(new PartyId(properties.party()), event.coi()))) {
            throw BadInput.field(
                    "id",
                    "Expected the id of the label's first print, or why it is printed again.");
        }
    }

    /// Refuses a time that lies further ahead than a clock may be wrong.
    ///
    /// @throws BadInput naming the field
    public void requireNotAhead(String field, Instant time) {
        clocks.requireNotAhead(field, time);
    }

    /// What only some of a party's people may sign. A correction of what they signed is theirs too.
    static void requireRole(Fact fact, Collection<String> roles) {
        if (fact instanceof LotDecided) {
            requireQuality("Only quality decides on a lot.", roles);
        }
        if (fact instanceof JourneySealed) {
            requireQuality("Only quality seals a journey.", roles);
        }
        if (fact instanceof CorrectionApproved approval
                && approval.meaning() == SignatureMeaning.CORRECTION_APPROVED_BY_QUALITY) {
            requireQuality("Only quality approves for quality.", roles);
        }
        if (fact instanceof DeviationDispositioned decision) {
            if (decision.meaning() == SignatureMeaning.DEVIATION_ASSESSED_BY_QUALITY) {
                requireQuality("Only quality decides for quality.", roles);
            } else if (!roles.contains(PHYSICIAN)) {
                throw BadInput.notEntitled("fact.type", "Only a physician decides as physician.");
            }
        }
        if (fact instanceof Corrected correction) {
            correction.replacement().ifPresent(right -> requireRole(right, roles));
        }
    }

    private static void requireQuality(String otherwise, Collection<String> roles) {
        if (!roles.contains(QUALITY)) {
            throw BadInput.notEntitled("fact.type", otherwise);
        }
    }

    private void requireSpeaksFor(String field, Fact fact) {
        if (fact instanceof HandoffReleased release) {
            requireSpeaksFor(field + ".from", release.from());
        }
        if (fact instanceof HandoffAccepted acceptance) {
            requireSpeaksFor(field + ".to", acceptance.to());
        }
        if (fact instanceof Corrected correction) {
            correction
                    .replacement()
                    .ifPresent(right -> requireSpeaksFor(field + ".replacement", right));
        }
    }

    private void requireSpeaksFor(String field, PartyId party) {
        if (!registration.speaksFor(party)) {
            throw BadInput.notEntitled(
                    field, "%s may not speak for that party.".formatted(properties.party()));
        }
    }

    /// A scan that carries a check character and breaks it, or was typed without one, was misread: it is scanned again and not recorded. One
    /// that identifies a person is recorded nowhere. What else cannot be read happened, and is a finding.
    static void requireScan(String field, Scan scan) {
        switch (Scans.read(scan)) {
            case Unreadable misread
                    when misread.reason() == Reason.CHECK
                            || misread.reason() == Reason.CHECK_MISSING ->
                    throw BadInput.field(field, misread.explanation());
            case PersonData _ ->
                    throw BadInput.field(
                            field, "a code that identifies a person, which is never recorded");
            case Unreadable _,
                    Structure _,
                    Compound _,
                    ElementString _,
                    DigitalLink _,
                    OwnCode _ -> {
                // Recorded as it was read.
            }
        }
    }
}
