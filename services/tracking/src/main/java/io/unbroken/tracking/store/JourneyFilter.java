package io.unbroken.tracking.store;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.status.JourneyState;
import java.util.Optional;
import java.util.Set;

/// Which journeys a list shows; what is absent does not restrict.
///
/// @param severity those whose worst finding is at least as bad
/// @param text those whose chain of identity id has these characters, in any case
/// @param parties those in which one of these takes part
/// @param after those whose id is greater: the cursor of the page before
public record JourneyFilter(
        Optional<String> stage,
        Optional<JourneyState> state,
        Optional<String> holder,
        Optional<FindingCode> finding,
        Optional<Severity> severity,
        Optional<String> product,
        Optional<String> text,
        Optional<Set<PartyId>> parties,
        Optional<String> after) {}
