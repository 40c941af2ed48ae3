package io.unbroken.tracking.store;

/// The store for reads: each call goes to the namespace in force. Not for recorders, whose batch must be in one ([PinnedStore]).
public final class CurrentStore extends RoutedStore {

    private final Namespaces namespaces;
    private final CurrentNamespace current;

    public CurrentStore(Namespaces namespaces, CurrentNamespace current) {
        this.namespaces = namespaces;
        this.current = current;
    }

    @Override
    Store documents() {
        return namespaces.store(current.now());
    }
}
