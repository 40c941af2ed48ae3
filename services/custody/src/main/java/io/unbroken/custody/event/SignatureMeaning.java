package io.unbroken.custody.event;

/// What a person's electronic signature means, as it is shown to the signer and with the record (21 CFR 11.50).
public enum SignatureMeaning {
    /// I found the mistake and state what is right.
    CORRECTION_AUTHORED,
    /// I compared the correction with what it rests on, and agree.
    CORRECTION_APPROVED,
    /// The same for quality.
    CORRECTION_APPROVED_BY_QUALITY,
    /// For quality I have reviewed the whole history, and it is complete.
    JOURNEY_REVIEWED_BY_QUALITY,
    /// For quality I have assessed the deviation and decide on it.
    DEVIATION_ASSESSED_BY_QUALITY,
    /// As the patient's physician I know of the deviation and decide on it.
    DEVIATION_ASSESSED_BY_PHYSICIAN
}
