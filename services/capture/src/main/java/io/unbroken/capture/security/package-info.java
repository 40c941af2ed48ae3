/// Who may call.
@NullMarked
package io.unbroken.capture.security;

import org.jspecify.annotations.NullMarked;
