/// Makes evidence bundles from records and a sealed log.
@NullMarked
package io.unbroken.verifier.maker;

import org.jspecify.annotations.NullMarked;
