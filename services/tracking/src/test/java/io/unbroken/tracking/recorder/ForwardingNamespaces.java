package io.unbroken.tracking.recorder;

import io.unbroken.tracking.store.Contents;
import io.unbroken.tracking.store.Namespace;
import io.unbroken.tracking.store.Namespaces;
import io.unbroken.tracking.store.Pointer;
import io.unbroken.tracking.store.Store;
import java.util.SortedSet;

/// Passes every call on, for bugs to change one.
class ForwardingNamespaces implements Namespaces {

    final Namespaces namespaces;

    ForwardingNamespaces(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    public Pointer pointer() {
        return namespaces.pointer();
    }

    @Override
    public boolean replace(Pointer before, Pointer after) {
        return namespaces.replace(before, after);
    }

    @Override
    public Store store(Namespace namespace) {
        return namespaces.store(namespace);
    }

    @Override
    public Contents contents(Namespace namespace) {
        return namespaces.contents(namespace);
    }

    @Override
    public SortedSet<Namespace> present() {
        return namespaces.present();
    }

    @Override
    public void drop(Namespace namespace) {
        namespaces.drop(namespace);
    }
}
