/// The format, byte for byte.
@NullMarked
package io.unbroken.verifier.bundle;

import org.jspecify.annotations.NullMarked;
