package io.unbroken.platform.child;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/// Runs another main class in a process that ends with its parent.
///
/// The parent holds the other end of standard input and never writes to it. When the parent is gone, however it went (`kill -9` too),
/// the operating system closes that pipe, and this process shuts down as on SIGTERM. This needs no process ids, which can be re-used.
public final class Guarded {
    /// A shutdown that takes longer than this is stuck; nobody is left who would kill it.
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(20);

    /// As after SIGTERM.
    private static final int TERMINATED = 143;

    private Guarded() {}

    /// Runs the main class that the first argument names.
    ///
    /// @param arguments the main class to run, then its own arguments
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> watch(System.in));
        var main = Class.forName(arguments[0]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException failure) {
            Objects.requireNonNullElse(failure.getCause(), failure).printStackTrace();
            System.exit(1);
        }
    }

    private static void watch(InputStream parent) {
        try {
            parent.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException gone) {
            System.err.println("lost the parent process: " + gone.getMessage());
        }
        Thread.ofPlatform().daemon().name("shutdown-limit").start(Guarded::haltWhenStuck);
        System.exit(TERMINATED);
    }

    private static void haltWhenStuck() {
        try {
            Thread.sleep(SHUTDOWN_LIMIT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(TERMINATED);
    }
}
