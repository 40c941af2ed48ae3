/// Sealing on the real thing: broker, registry, store, tracking, and a witness.
@NullMarked
package io.unbroken.acceptance.sealing;

import org.jspecify.annotations.NullMarked;
