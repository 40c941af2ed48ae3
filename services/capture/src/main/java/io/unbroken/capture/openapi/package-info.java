/// Describes the service's API to integrators, from the model and the contracts themselves.
@NullMarked
package io.unbroken.capture.openapi;

import org.jspecify.annotations.NullMarked;
