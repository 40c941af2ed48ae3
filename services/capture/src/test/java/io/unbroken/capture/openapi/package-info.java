/// What integrators are told must be what the service does.
@NullMarked
package io.unbroken.capture.openapi;

import org.jspecify.annotations.NullMarked;
