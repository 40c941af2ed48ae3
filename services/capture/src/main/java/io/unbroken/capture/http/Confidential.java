package io.unbroken.capture.http;

import io.unbroken.custody.identity.CoiId;
import java.util.function.Predicate;

/// Knows who a chain's patient is. Only a site that has a vault does; what it knows is recorded nowhere else, also if somebody writes it where
/// anything may be written.
public interface Confidential {

    /// Tells of a text whether it says who the patient of a chain is; of no text if nobody here knows.
    Predicate<String> of(CoiId coi);
}
