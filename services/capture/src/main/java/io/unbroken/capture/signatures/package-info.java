/// Electronic signatures: who states something with a meaning proves anew who they are, for exactly this.
@NullMarked
package io.unbroken.capture.signatures;

import org.jspecify.annotations.NullMarked;
