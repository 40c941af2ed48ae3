/// Who may do what, asked of the running services.
@NullMarked
package io.unbroken.acceptance.access;

import org.jspecify.annotations.NullMarked;
