package io.unbroken.custody.event;

/// The four kinds of party, one event topic each.
public enum PartyKind {
    COLLECTION,
    COURIER,
    MANUFACTURING,
    INFUSION
}
