package io.unbroken.verifier;

import io.unbroken.verifier.Result.Place;
import java.util.Optional;

/// Something is not as the bundle says.
public final class Unproven extends Exception {

    private final Fault fault;
    private final Optional<Place> place;

    Unproven(Fault fault, String detail) {
        super(detail);
        this.fault = fault;
        this.place = Optional.empty();
    }

    Unproven(Fault fault, Place place, String detail) {
        super(detail);
        this.fault = fault;
        this.place = Optional.of(place);
    }

    /// What does not hold.
    public Fault fault() {
        return fault;
    }

    /// Where, if that is elsewhere than at the line that is read.
    Optional<Place> place() {
        return place;
    }
}
