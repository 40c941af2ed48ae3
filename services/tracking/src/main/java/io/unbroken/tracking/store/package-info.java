/// What tracking keeps: documents addressed by computed ids, replaced by compare-and-set, and the store behind them.
@NullMarked
package io.unbroken.tracking.store;

import org.jspecify.annotations.NullMarked;
