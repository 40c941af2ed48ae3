/// Sends the steps of scripts over HTTP, keeps a ledger of what was acknowledged and compares it with the histories.
@NullMarked
package io.unbroken.simulator.driver;

import org.jspecify.annotations.NullMarked;
