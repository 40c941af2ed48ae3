package io.unbroken.tracking.recorder;

import io.unbroken.custody.profile.ProductProfiles;
import io.unbroken.tracking.store.Knowledge;

/// The rules of products as far as somebody knows, at one moment.
///
/// @param profiles the rules that count
/// @param known what they follow from
/// @param needed who knew less may have had others: what was derived then must be derived again
public record KnownProfiles(ProductProfiles profiles, Knowledge known, Knowledge needed) {}
