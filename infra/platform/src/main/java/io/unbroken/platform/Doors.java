package io.unbroken.platform;

/// Where broker and store listen. Their users go to the platform's ports; these are others if something stands in between.
///
/// @param broker port of the broker
/// @param store port of the store
public record Doors(int broker, int store) {
    /// Nothing stands in between.
    static Doors of(Ports ports) {
        return new Doors(ports.of(Part.BROKER), ports.of(Part.STORE));
    }
}
