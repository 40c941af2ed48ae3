package io.unbroken.verifier.testing;

import io.unbroken.verifier.maker.SealedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Writes a bundle of any length, its trust file and a checkpoint that a reader might hold: `WriteBundle DIRECTORY EVENTS`.
public final class WriteBundle {

    private WriteBundle() {}

    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    }

    /// Writes `bundle.jsonl`, `trust.txt` and `held.txt`.
    ///
    /// @param events how many events at least
    public static void write(Path directory, int events) throws IOException {
        var world = new World();
        var journey = new Journey(world, 1, 1);
        journey.tell(3);
        SealedLog held = world.log().seal();
        journey.tell(20);
        journey.goOn(Math.max(0, events - 17));
        SealedLog sealed = world.log().seal();
        Files.createDirectories(directory);
        Files.write(
                directory.resolve("bundle.jsonl"),
                world.bundle(journey.coi(), journey.loggers(), sealed, Optional.of(1L)));
        Files.writeString(directory.resolve("trust.txt"), world.trust().text());
        Files.write(directory.resolve("held.txt"), held.note().bytes());
    }
}
