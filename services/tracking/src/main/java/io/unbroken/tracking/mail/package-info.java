/// Alerts by e-mail: one mail for each incident, and updates to it.
@NullMarked
package io.unbroken.tracking.mail;

import org.jspecify.annotations.NullMarked;
