package io.unbroken.platform.torture;

/// What stands between a part and all who use it.
enum Wire {
    BROKER,
    STORE;

    String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
