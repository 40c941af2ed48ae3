/// Entries of the master log, and what is none.
@NullMarked
package io.unbroken.ledger.heads;

import org.jspecify.annotations.NullMarked;
