package io.unbroken.infusion.bedside;

import io.unbroken.capture.http.BadInput;
import io.unbroken.capture.http.EventRules;
import io.unbroken.capture.publishing.Publication;
import io.unbroken.capture.publishing.Publisher;
import io.unbroken.capture.publishing.Receipt;
import io.unbroken.capture.security.Caller;
import io.unbroken.custody.bedside.Bedside;
import io.unbroken.custody.bedside.BedsideVerdict;
import io.unbroken.custody.bedside.Checked;
import io.unbroken.custody.bedside.Comparison;
import io.unbroken.custody.bedside.Question;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.IdentityConfirmed.Purpose;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.infusion.bedside.BedsideController.CheckRequest;
import io.unbroken.infusion.bedside.BedsideController.CheckView;
import io.unbroken.infusion.bedside.BedsideController.LabelRequest;
import io.unbroken.infusion.bedside.BedsideController.QuestionRequest;
import io.unbroken.infusion.verdict.Statuses;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What two people at a bed do, one request after the other. It keeps nothing: what each of them confirmed is on the log, and comes back in
/// the journey's status.
@Component
class BedsideChecks {

    private static final Logger LOG = LoggerFactory.getLogger(BedsideChecks.class);

    private final Bedside bedside;
    private final BedsideProperties properties;
    private final Statuses statuses;
    private final EventRules rules;
    private final Publisher publisher;
    private final Clock clock;

    /// Two requests with one id must not both find that it is new: the second would be another event of the same id, for its time is another.
    private final ReentrantLock publishing = new ReentrantLock();

    BedsideChecks(
            Bedside bedside,
            BedsideProperties properties,
            Statuses statuses,
            EventRules rules,
            Publisher publisher,
            Clock clock) {
        this.bedside = bedside;
        this.properties = properties;
        this.statuses = statuses;
        this.rules = rules;
        this.publisher = publisher;
        this.clock = clock;
    }

    CheckView check(CheckRequest said, Caller caller) {
        Comparison scanned =
                ScannedCodes.read(
                        said.wristband(), said.labels().stream().map(LabelRequest::scans).toList());
        Optional<JourneyStatus> status = statuses.find(scanned.chain());
        List<Checked> failures = scanned.failures(status);
        if (!failures.isEmpty()) {
            LOG.warn(
                    "HOLD before {} of {}: {}; nothing was confirmed.",
                    said.point(),
                    scanned.chain(),
                    failures.stream().map(Checked::check).toList());
            return view(said, scanned, status, false, bedside.refused(failures));
        }
        Receipt receipt = confirm(said, scanned, caller);
        var question =
                new Question(
                        said.point(),
                        said.id(),
                        caller.person(),
                        receipt.recordTime(),
                        Optional.empty());
        return view(said, scanned, status, true, answer(question, status));
    }

    VerdictView verdict(QuestionRequest asked, Caller caller) {
        Receipt receipt =
                publisher
                        .receipt(asked.check().value())
                        .filter(known ->
                                known.topic()
                                        .equals(TopicCatalogue.events(PartyKind.INFUSION).name()))
                        .orElseThrow(() ->
                                BadInput.field(
                                        "check",
                                        "Nothing was recorded here under this id; scan again."));
        var coi = new CoiId(receipt.subject());
        Optional<JourneyStatus> status = statuses.find(coi);
        var question =
                new Question(
                        asked.point(),
                        asked.check(),
                        caller.person(),
                        receipt.recordTime(),
                        asked.seen());
        return VerdictView.of(
                asked.point(), coi, answer(question, status), status, properties, clock.instant());
    }

    private BedsideVerdict answer(Question question, Optional<JourneyStatus> status) {
        Duration silence = statuses.silence();
        return bedside.answer(question, status, silence, clock.instant());
    }

    private Receipt confirm(CheckRequest said, Comparison scanned, Caller caller) {
        publishing.lock();
        try {
            Optional<Receipt> before = publisher.receipt(said.id().value());
            if (before.isPresent() && !before.get().subject().equals(scanned.chain().value())) {
                throw BadInput.conflict(
                        "id", "This id was used before for another content. Nothing was recorded.");
            }
            return before.orElseGet(() -> publish(event(said, scanned, caller), caller));
        } finally {
            publishing.unlock();
        }
    }

    private Receipt publish(Event event, Caller caller) {
        rules.require(event, caller.roles());
        return switch (publisher.publish(event)) {
            case Publication.Recorded recorded -> recorded.receipt();
            case Publication.Conflicting _ ->
                    throw BadInput.conflict(
                            "id",
                            "This id was used before for another content. Both are recorded.");
        };
    }

    private Event event(CheckRequest said, Comparison scanned, Caller caller) {
        try {
            return new Event(
                    said.id(),
                    scanned.chain(),
                    clock.instant(),
                    said.offsetMinutes(),
                    caller.person(),
                    said.device(),
                    Stream.concat(
                                    Stream.of(said.wristband()),
                                    said.labels().stream().flatMap(label -> label.scans().stream()))
                            .toList(),
                    new IdentityConfirmed(Purpose.INFUSION, scanned.wristband(), scanned.labels()));
        } catch (IllegalArgumentException rule) {
            throw BadInput.of(rule);
        }
    }

    private CheckView view(
            CheckRequest said,
            Comparison scanned,
            Optional<JourneyStatus> status,
            boolean confirmed,
            BedsideVerdict verdict) {
        Instant now = clock.instant();
        return new CheckView(
                confirmed,
                scanned.chain(),
                scanned.units().stream().sorted(Comparator.comparing(MaterialId::value)).toList(),
                VerdictView.of(said.point(), scanned.chain(), verdict, status, properties, now));
    }
}
