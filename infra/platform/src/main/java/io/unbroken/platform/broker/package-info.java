/// A real Kafka broker of one node, made from Kafka's own jars.
@NullMarked
package io.unbroken.platform.broker;

import org.jspecify.annotations.NullMarked;
