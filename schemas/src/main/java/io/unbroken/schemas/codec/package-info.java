/// The codec between records of the model and Avro records, by name alone.
@NullMarked
package io.unbroken.schemas.codec;

import org.jspecify.annotations.NullMarked;
