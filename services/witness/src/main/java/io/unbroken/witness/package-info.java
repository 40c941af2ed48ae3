/// A witness: a small server that cosigns checkpoints of logs that only ever grow.
@NullMarked
package io.unbroken.witness;

import org.jspecify.annotations.NullMarked;
