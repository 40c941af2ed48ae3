package io.unbroken.capture.signatures;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PersonId;

/// What somebody is about to sign.
///
/// @param meaning what the signature means, as shown to the signer (21 CFR 11.50)
/// @param content the hash of all that is signed: id, journey, time, signer and meaning are in it
record Act(PersonId signer, String meaning, ContentHash content) {}
