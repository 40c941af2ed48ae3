/// Where places are that events name by their codes: a catalogue of coordinates, which is configuration.
@NullMarked
package io.unbroken.tracking.place;

import org.jspecify.annotations.NullMarked;
