/// The reference page, which is made from the code.
@NullMarked
package io.unbroken.ledger.reference;

import org.jspecify.annotations.NullMarked;
