package io.unbroken.planted.helper;

/// A class of an unmarked package of a module that no list knows.
public final class NameThatSaysNothing {
    private NameThatSaysNothing() {}
}
