/// Bundles that hold, and every way in which one can be broken.
@NullMarked
package io.unbroken.verifier;

import org.jspecify.annotations.NullMarked;
