/// What devices and programs call, and how they are told what is wrong.
@NullMarked
package io.unbroken.capture.http;

import org.jspecify.annotations.NullMarked;
