/// Photos of packages' condition: their bytes stay here, and the log has their hashes.
@NullMarked
package io.unbroken.courier.photos;

import org.jspecify.annotations.NullMarked;
