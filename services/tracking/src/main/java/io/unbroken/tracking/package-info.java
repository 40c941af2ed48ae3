/// The service that authenticates the log's events, derives one history per journey, keeps it and serves it.
@NullMarked
package io.unbroken.tracking;

import org.jspecify.annotations.NullMarked;
