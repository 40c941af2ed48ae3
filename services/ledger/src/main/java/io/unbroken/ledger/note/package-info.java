/// Signed notes (C2SP signed-note), their keys, and the cosignatures of witnesses (C2SP tlog-cosignature).
@NullMarked
package io.unbroken.ledger.note;

import org.jspecify.annotations.NullMarked;
