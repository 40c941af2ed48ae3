/// What becomes of events when keys are registered, retired and revoked while tracking runs.
@NullMarked
package io.unbroken.acceptance.keys;

import org.jspecify.annotations.NullMarked;
