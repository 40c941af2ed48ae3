/// What a witness cosigns and what it refuses (C2SP tlog-witness), and how a log asks it.
@NullMarked
package io.unbroken.ledger.witness;

import org.jspecify.annotations.NullMarked;
