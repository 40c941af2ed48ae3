/// Whether the service can do its work now.
@NullMarked
package io.unbroken.capture.health;

import org.jspecify.annotations.NullMarked;
