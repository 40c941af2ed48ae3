package io.unbroken.platform.torture;

import java.time.Duration;

/// Something that happens to a part of the platform, and ends.
sealed interface Fault {

    /// How long it lasts.
    Duration length();

    /// What no two faults have at a time.
    Object target();

    /// By which it is counted.
    String kind();

    /// SIGKILL; another process is started in the end.
    record Killed(Victim victim, Duration length) implements Fault {
        @Override
        public Object target() {
            return victim;
        }

        @Override
        public String kind() {
            return "kill " + victim.key();
        }
    }

    /// SIGSTOP, and SIGCONT in the end: it knows of nothing that happened meanwhile.
    record Asleep(Victim victim, Duration length) implements Fault {
        @Override
        public Object target() {
            return victim;
        }

        @Override
        public String kind() {
            return "sleep " + victim.key();
        }
    }

    /// All who use the broker or the store are cut off from it.
    record CutOff(Wire wire, Manner manner, Duration length) implements Fault {
        @Override
        public Object target() {
            return wire;
        }

        @Override
        public String kind() {
            return "cut " + wire.key() + " " + manner.key();
        }
    }

    /// No byte can be written.
    record Full(Disk disk, Duration length) implements Fault {
        @Override
        public Object target() {
            return disk;
        }

        @Override
        public String kind() {
            return "full " + disk.key();
        }
    }
}
