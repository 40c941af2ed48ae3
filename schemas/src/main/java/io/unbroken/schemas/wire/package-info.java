/// Records of the log as they travel: Confluent's wire format, signed, chained, and read back with proof of who said it.
@NullMarked
package io.unbroken.schemas.wire;

import org.jspecify.annotations.NullMarked;
