/// What every door must refuse.
@NullMarked
package io.unbroken.doors;

import org.jspecify.annotations.NullMarked;
