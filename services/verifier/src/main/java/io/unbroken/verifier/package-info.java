/// Checks evidence offline: what a bundle states, from its signatures to its history, recomputed without trusting who made it.
@NullMarked
package io.unbroken.verifier;

import org.jspecify.annotations.NullMarked;
