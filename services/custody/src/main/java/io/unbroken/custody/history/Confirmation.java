package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.IdentityConfirmed.Purpose;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import java.time.Instant;
import java.util.List;

/// One person's comparison of wristband and labels.
///
/// @param matches whether wristband and every label belong to this journey
public record Confirmation(
        Purpose purpose,
        PersonId by,
        PartyId party,
        Instant at,
        List<MaterialId> materials,
        boolean matches,
        EventId event) {}
