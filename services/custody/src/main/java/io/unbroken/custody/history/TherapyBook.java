package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.ProductProfiles;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was ordered and for whom. The first of two orders or patients stands, and the second is a conflict.
final class TherapyBook {

    private final Findings findings;
    private @Nullable SignedEvent order;
    private @Nullable SignedEvent enrolment;

    TherapyBook(Findings findings) {
        this.findings = findings;
    }

    void ordered(SignedEvent event, TherapyOrdered fact) {
        if (order == null) {
            order = event;
        } else if (!order.event().fact().equals(fact)) {
            conflict("Two different orders claim this chain.", order, event);
        }
    }

    void enrolled(SignedEvent event, PatientEnrolled fact) {
        if (enrolment == null) {
            enrolment = event;
        } else if (!((PatientEnrolled) enrolment.event().fact()).patient().equals(fact.patient())) {
            conflict("Two patients were enrolled in this chain.", enrolment, event);
        }
    }

    Optional<PatientToken> patient() {
        return Optional.ofNullable(enrolment)
                .map(event -> ((PatientEnrolled) event.event().fact()).patient());
    }

    /// The rules of what was ordered.
    ProductRules rules(ProductProfiles profiles) {
        return new ProductRules(
                profiles,
                Optional.ofNullable(order)
                        .map(event -> ((TherapyOrdered) event.event().fact()).product()));
    }

    Therapy therapy(ProductRules rules) {
        Optional<SignedEvent> ordered = Optional.ofNullable(order);
        Optional<TherapyOrdered> fact = ordered.map(e -> (TherapyOrdered) e.event().fact());
        return new Therapy(
                fact.map(TherapyOrdered::order),
                fact.map(TherapyOrdered::product),
                atOrder(rules).map(ProductProfile::version),
                ordered.map(SignedEvent::party),
                ordered.map(e -> e.event().eventTime()),
                patient());
    }

    void judge(CoiId coi, ProductRules rules) {
        if (order == null || enrolment == null) {
            findings.add(
                    FindingCode.ORDER_MISSING,
                    coi,
                    order == null
                            ? "No therapy order is known for this chain."
                            : "No enrolment is known for this chain.",
                    List.of());
        } else if (atOrder(rules).isEmpty()) {
            findings.add(
                    FindingCode.PRODUCT_UNKNOWN,
                    coi,
                    rules.isSuspendedAt(order.event().eventTime())
                            ? "It is not sure which rules are in force for the ordered product: its newest edition is contradicted, or its signature doubtful."
                            : "No rules are in force for the ordered product.",
                    order);
        }
    }

    private Optional<ProductProfile> atOrder(ProductRules rules) {
        return Optional.ofNullable(order).flatMap(event -> rules.at(event.event().eventTime()));
    }

    private void conflict(String detail, SignedEvent first, SignedEvent second) {
        findings.add(
                FindingCode.ORDER_CONFLICT,
                second.event().coi(),
                detail,
                List.of(first.event().id(), second.event().id()));
    }
}
