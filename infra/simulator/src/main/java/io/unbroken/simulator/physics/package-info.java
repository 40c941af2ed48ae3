/// How warm cells truly are in a shipper or a store: lumped thermal masses, and the truth that they give.
@NullMarked
package io.unbroken.simulator.physics;

import org.jspecify.annotations.NullMarked;
