/// What a scanned code says: ISBT 128 data structures, GS1 element strings and Digital Link, read and written, or why it could not be read.
@NullMarked
package io.unbroken.custody.scanning;

import org.jspecify.annotations.NullMarked;
