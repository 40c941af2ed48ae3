/// The site's own keeping of who its patients are. The one store that is no projection of the log.
@NullMarked
package io.unbroken.collection.vault;

import org.jspecify.annotations.NullMarked;
