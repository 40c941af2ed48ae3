/// What the door of every service is made of: whose tokens open it, which headers go with each answer, and how it answers what is no request at all.
@NullMarked
package io.unbroken.doors;

import org.jspecify.annotations.NullMarked;
