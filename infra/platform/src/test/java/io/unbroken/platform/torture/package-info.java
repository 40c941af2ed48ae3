/// Tests of the faults themselves.
@NullMarked
package io.unbroken.platform.torture;

import org.jspecify.annotations.NullMarked;
