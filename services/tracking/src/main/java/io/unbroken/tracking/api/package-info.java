/// What tracking serves over HTTP. Controllers translate and decide nothing; none of them touches the write path.
@NullMarked
package io.unbroken.tracking.api;

import org.jspecify.annotations.NullMarked;
