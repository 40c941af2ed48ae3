/// Faults on the real thing, for a minute.
@NullMarked
package io.unbroken.acceptance.torture;

import org.jspecify.annotations.NullMarked;
