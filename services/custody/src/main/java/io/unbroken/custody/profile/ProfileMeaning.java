package io.unbroken.custody.profile;

/// What a person's electronic signature under an edition means, as it is shown to the signer and with the record (21 CFR 11.50).
public enum ProfileMeaning {
    /// I wrote these rules from what is licensed for the product.
    PROFILE_AUTHORED,
    /// For quality I compared them with what they rest on, and they are to be followed.
    PROFILE_APPROVED_BY_QUALITY
}
