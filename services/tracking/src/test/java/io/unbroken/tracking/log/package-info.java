/// Records for tests.
@NullMarked
package io.unbroken.tracking.log;

import org.jspecify.annotations.NullMarked;
