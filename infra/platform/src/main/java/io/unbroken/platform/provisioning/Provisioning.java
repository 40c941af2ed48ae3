package io.unbroken.platform.provisioning;

import io.unbroken.platform.Platform;

/// Brings topics, contracts and keys into a running broker and registry. Doing it again changes nothing.
public final class Provisioning {
    private final Platform platform;

    private Provisioning(Platform platform) {
        this.platform = platform;
    }

    /// For a platform whose broker and registry answer.
    public static Provisioning forPlatform(Platform platform) {
        return new Provisioning(platform);
    }

    public void run() {
        platform.addresses();
    }
}
