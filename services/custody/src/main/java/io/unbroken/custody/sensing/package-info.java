/// What a logger's sensors and clock say beside plain temperatures, and what of it can be believed.
@NullMarked
package io.unbroken.custody.sensing;

import org.jspecify.annotations.NullMarked;
