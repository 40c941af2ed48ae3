/// What is sealed, as a follower of the published checkpoints knows it.
@NullMarked
package io.unbroken.ledger.seals;

import org.jspecify.annotations.NullMarked;
