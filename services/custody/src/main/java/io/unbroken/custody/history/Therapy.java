package io.unbroken.custody.history;

import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.ProfileId;
import java.time.Instant;
import java.util.Optional;

/// What was ordered and for whom.
///
/// @param profileVersion the edition of the product's rules that was in force when it was ordered; what came later is judged by those in force at
///     its time
public record Therapy(
        Optional<OrderId> order,
        Optional<ProfileId> product,
        Optional<Integer> profileVersion,
        Optional<PartyId> orderedBy,
        Optional<Instant> orderedAt,
        Optional<PatientToken> patient) {}
