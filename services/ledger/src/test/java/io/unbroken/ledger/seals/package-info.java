/// A follower believes what is signed and proved, and nothing else.
@NullMarked
package io.unbroken.ledger.seals;

import org.jspecify.annotations.NullMarked;
