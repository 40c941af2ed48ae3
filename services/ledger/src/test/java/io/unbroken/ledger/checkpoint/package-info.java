/// Checkpoints against the specification's example.
@NullMarked
package io.unbroken.ledger.checkpoint;

import org.jspecify.annotations.NullMarked;
