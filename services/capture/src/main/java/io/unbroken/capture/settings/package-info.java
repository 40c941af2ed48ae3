/// What an operator tells a service at its start.
@NullMarked
package io.unbroken.capture.settings;

import org.jspecify.annotations.NullMarked;
