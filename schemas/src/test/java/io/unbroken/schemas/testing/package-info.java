/// Seeded values of the model, for the tests of this and other modules.
@NullMarked
package io.unbroken.schemas.testing;

import org.jspecify.annotations.NullMarked;
