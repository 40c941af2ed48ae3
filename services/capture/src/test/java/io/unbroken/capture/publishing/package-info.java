/// Tests of chains: what follows what, also when brokers do not answer.
@NullMarked
package io.unbroken.capture.publishing;

import org.jspecify.annotations.NullMarked;
