package io.unbroken.store;

import java.io.IOException;
import java.nio.file.Path;

/// Runs the MongoDB-protocol store on loopback, its data in one file.
public final class StoreProcess {
    /// As MongoDB's server after a fatal failure.
    private static final int UNUSABLE = 14;

    private StoreProcess() {}

    /// Runs until it is told to stop.
    ///
    /// @param arguments the file, the port
    public static void main(String[] arguments) throws IOException {
        var server =
                StoreServer.of(
                        Path.of(arguments[0]), Integer.parseInt(arguments[1]), StoreProcess::end);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
    }

    /// At once, and without the shutdown's hooks: they would wait for the storage that failed.
    private static void end() {
        System.err.println(
                "The store's file cannot be written any more (is the disk full?); the process ends. Nothing that was acknowledged is lost.");
        Runtime.getRuntime().halt(UNUSABLE);
    }
}
