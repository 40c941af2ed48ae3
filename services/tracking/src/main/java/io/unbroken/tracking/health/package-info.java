/// Whether tracking can do its work now, told truthfully and soon.
@NullMarked
package io.unbroken.tracking.health;

import org.jspecify.annotations.NullMarked;
