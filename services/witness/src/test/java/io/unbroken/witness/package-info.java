/// The witness over HTTP, and as a command.
@NullMarked
package io.unbroken.witness;

import org.jspecify.annotations.NullMarked;
