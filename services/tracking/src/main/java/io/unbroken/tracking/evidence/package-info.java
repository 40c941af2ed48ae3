/// Evidence: one journey's bundle, from the store, the log and the ledger.
@NullMarked
package io.unbroken.tracking.evidence;

import org.jspecify.annotations.NullMarked;
