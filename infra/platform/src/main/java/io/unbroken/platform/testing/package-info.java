/// The platform for other modules' tests.
@NullMarked
package io.unbroken.platform.testing;

import org.jspecify.annotations.NullMarked;
