package io.unbroken.simulator.driver;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.simulator.script.JourneyPlan;
import java.util.Optional;

/// A journey that was played.
///
/// @param coi its chain of identity id, if it came to that
/// @param ledger what was acknowledged
/// @param trouble why it was not played to its end
record PlayedJourney(
        JourneyPlan plan, Optional<CoiId> coi, JourneyLedger ledger, Optional<String> trouble) {}
