/// The topics and contracts of the log, in one place.
@NullMarked
package io.unbroken.schemas.catalogue;

import org.jspecify.annotations.NullMarked;
