/// Tracking as a process of its own, against a real broker, registry and store.
@NullMarked
package io.unbroken.acceptance.tracking;

import org.jspecify.annotations.NullMarked;
