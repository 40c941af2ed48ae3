/// Tests of the catalogue of places.
@NullMarked
package io.unbroken.tracking.place;

import org.jspecify.annotations.NullMarked;
