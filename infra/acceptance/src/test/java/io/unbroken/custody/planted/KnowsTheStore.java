package io.unbroken.custody.planted;

import com.mongodb.client.model.Filters;

/// The model knows a store.
public final class KnowsTheStore {
    private KnowsTheStore() {}

    public static String filter() {
        return Filters.empty().toString();
    }
}
