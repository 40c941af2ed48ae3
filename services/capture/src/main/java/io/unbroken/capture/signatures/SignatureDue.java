package io.unbroken.capture.signatures;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PersonId;

/// What a signer is shown, and what they bring back after signing in again.
///
/// @param challenge to send in the header [Signatures#HEADER]; good for this content and this person, for some minutes
/// @param signer who signs
/// @param meaning what the signature means (21 CFR 11.50)
/// @param contentHash of what is signed, as the receipt will give it
/// @param since a sign-in from before does not count, in seconds of the epoch
public record SignatureDue(
        String challenge, PersonId signer, String meaning, ContentHash contentHash, long since) {}
