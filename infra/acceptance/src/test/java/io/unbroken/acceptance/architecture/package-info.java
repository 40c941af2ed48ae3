/// The layout of STYLE as rules that the build holds, each with a planted breach that it must find.
@NullMarked
package io.unbroken.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
