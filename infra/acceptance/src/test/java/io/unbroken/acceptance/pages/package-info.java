/// The pages in a real browser, against tracking as a process of its own.
@NullMarked
package io.unbroken.acceptance.pages;

import org.jspecify.annotations.NullMarked;
