package io.unbroken.tracking.store;

import java.util.SortedSet;

/// The store's namespaces and the pointer to the one in force.
public interface Namespaces {

    /// Which namespace is in force.
    Pointer pointer();

    /// Replaces the pointer where it is as it was, in one indivisible step.
    ///
    /// @return whether it was
    boolean replace(Pointer before, Pointer after);

    /// The documents of one namespace, which need not be there yet.
    Store store(Namespace namespace);

    /// All documents of one namespace, for comparisons.
    Contents contents(Namespace namespace);

    /// The namespaces that have collections.
    SortedSet<Namespace> present();

    /// Removes all collections of a namespace.
    void drop(Namespace namespace);
}
