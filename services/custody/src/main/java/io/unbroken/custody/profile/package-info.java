/// The rules of each product, as data.
@NullMarked
package io.unbroken.custody.profile;

import org.jspecify.annotations.NullMarked;
