/// Tests of mails against a real SMTP server and a real store.
@NullMarked
package io.unbroken.tracking.mail;

import org.jspecify.annotations.NullMarked;
