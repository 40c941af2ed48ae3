/// How the other services learn where journeys stand.
@NullMarked
package io.unbroken.tracking.status;

import org.jspecify.annotations.NullMarked;
