package io.unbroken.platform.torture;

import java.util.List;

/// A directory that can become full by itself.
///
/// It is so large that a run of an hour does not fill it, and so small that filling it takes no time.
enum Disk {
    BROKER("kafka", 512),
    STORE("store", 512),
    LEDGER("ledger", 128);

    private final String directory;
    private final int megabytes;

    Disk(String directory, int megabytes) {
        this.directory = directory;
        this.megabytes = megabytes;
    }

    /// Inside of the data directory.
    String directory() {
        return directory;
    }

    int megabytes() {
        return megabytes;
    }

    /// Who writes there.
    List<Victim> writers() {
        return switch (this) {
            case BROKER -> List.of(Victim.BROKER);
            case STORE -> List.of(Victim.STORE);
            case LEDGER -> List.of(Victim.FIRST_TRACKING, Victim.SECOND_TRACKING);
        };
    }

    String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
