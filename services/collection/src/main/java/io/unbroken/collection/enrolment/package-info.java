/// Takes up a patient: gives the chain of identity id, puts who it is in the vault, and tells the log only a pseudonym.
@NullMarked
package io.unbroken.collection.enrolment;

import org.jspecify.annotations.NullMarked;
