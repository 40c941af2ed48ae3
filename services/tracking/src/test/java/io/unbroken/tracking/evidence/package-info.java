/// Evidence from a store, a log and a ledger on a disk, with real signatures.
@NullMarked
package io.unbroken.tracking.evidence;

import org.jspecify.annotations.NullMarked;
