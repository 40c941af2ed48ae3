/// Says who wears a wristband, for the site's own printer.
@NullMarked
package io.unbroken.collection.labels;

import org.jspecify.annotations.NullMarked;
