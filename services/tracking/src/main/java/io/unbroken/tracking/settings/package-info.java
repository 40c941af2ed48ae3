/// What an operator tells tracking at its start.
@NullMarked
package io.unbroken.tracking.settings;

import org.jspecify.annotations.NullMarked;
