/// What parties state: signed events and the facts in them, the published language in plain Java.
@NullMarked
package io.unbroken.custody.event;

import org.jspecify.annotations.NullMarked;
