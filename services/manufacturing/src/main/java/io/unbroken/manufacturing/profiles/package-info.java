/// The rules of the facility's products: who publishes an edition, and what is refused.
@NullMarked
package io.unbroken.manufacturing.profiles;

import org.jspecify.annotations.NullMarked;
