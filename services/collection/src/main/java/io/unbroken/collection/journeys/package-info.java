/// The journeys that begin at this site, for its own page.
@NullMarked
package io.unbroken.collection.journeys;

import org.jspecify.annotations.NullMarked;
