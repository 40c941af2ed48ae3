/// The format of an evidence bundle: its lines, a strict reader and the writer.
@NullMarked
package io.unbroken.verifier.bundle;

import org.jspecify.annotations.NullMarked;
