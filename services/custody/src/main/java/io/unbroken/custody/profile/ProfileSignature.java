package io.unbroken.custody.profile;

import io.unbroken.custody.identity.PersonId;

/// Who answers for an edition, and in what way.
public record ProfileSignature(PersonId person, ProfileMeaning meaning) {}
