/// Checkpoints: what a log states about itself (C2SP tlog-checkpoint).
@NullMarked
package io.unbroken.ledger.checkpoint;

import org.jspecify.annotations.NullMarked;
