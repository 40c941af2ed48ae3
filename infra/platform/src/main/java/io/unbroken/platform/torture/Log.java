package io.unbroken.platform.torture;

/// Where the run says what happens.
@FunctionalInterface
interface Log {
    void say(String line);
}
