/// The bytes of a record of the log that its tree's leaf is the hash of.
@NullMarked
package io.unbroken.ledger.leaf;

import org.jspecify.annotations.NullMarked;
