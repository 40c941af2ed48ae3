/// What the party services promise to devices, held against the real broker, registry, store and sign-in.
@NullMarked
package io.unbroken.acceptance.capture;

import org.jspecify.annotations.NullMarked;
