/// The store gateway, tried against a server that speaks the store's protocol.
@NullMarked
package io.unbroken.tracking.store;

import org.jspecify.annotations.NullMarked;
