/// Gates on the contracts: generated from their IDL, compatible with all that was released, and documented.
@NullMarked
package io.unbroken.schemas.contracts;

import org.jspecify.annotations.NullMarked;
