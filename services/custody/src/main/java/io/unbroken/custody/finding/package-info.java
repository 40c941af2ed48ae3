/// What a history shows to be wrong or missing.
@NullMarked
package io.unbroken.custody.finding;

import org.jspecify.annotations.NullMarked;
