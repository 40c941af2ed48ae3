package io.unbroken.simulator.script;

/// The services that people and devices talk to.
public enum Service {
    TRACKING,
    COLLECTION,
    COURIER,
    MANUFACTURING,
    INFUSION
}
