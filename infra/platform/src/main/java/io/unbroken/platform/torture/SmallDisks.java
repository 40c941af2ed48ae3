package io.unbroken.platform.torture;

import io.unbroken.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Directories that can become full: each a small file system in memory where that may be mounted. Elsewhere a limit of the operating
/// system on the size of files takes its place, by which every write of the processes fails as well.
final class SmallDisks implements AutoCloseable {

    private static final String FILLER = "filler";
    private static final int CHUNK = 1024 * 1024;

    private final Path data;
    private final Set<Disk> mounted = EnumSet.noneOf(Disk.class);
    private final String trouble;

    private SmallDisks(Path data, String trouble) {
        this.data = data;
        this.trouble = trouble;
    }

    /// Mounts all, or none if that is not permitted.
    static SmallDisks in(Path data) {
        String trouble = "";
        var made = new ArrayList<Disk>();
        for (Disk disk : Disk.values()) {
            Path directory = data.resolve(disk.directory());
            try {
                Files.createDirectories(directory);
            } catch (IOException failure) {
                throw new PlatformException("cannot make " + directory, failure);
            }
            var said =
                    Command.run(
                            "mount",
                            "-t",
                            "tmpfs",
                            "-o",
                            "mode=0700,size=" + disk.megabytes() + "m",
                            "unbroken-torture",
                            directory.toString());
            if (!said.succeeded()) {
                trouble = said.output();
                break;
            }
            made.add(disk);
        }
        var disks = new SmallDisks(data, trouble);
        disks.mounted.addAll(made);
        return disks;
    }

    /// As where it is not permitted.
    static SmallDisks withoutMounts(Path data) {
        return new SmallDisks(data, "not asked for");
    }

    /// How a disk becomes full, for people.
    String manner() {
        return mounted.size() == Disk.values().length
                ? "disks are file systems in memory of limited size"
                : "NO FILE SYSTEM MAY BE MOUNTED HERE (%s): instead of a full disk, a limit on the size of files (prlimit) makes each write fail"
                        .formatted(trouble);
    }

    /// Leaves no room.
    ///
    /// @param writers the processes that write there
    void fill(Disk disk, Collection<Long> writers) {
        if (!mounted.contains(disk)) {
            limit(writers, "1:");
            return;
        }
        try (var out =
                Files.newByteChannel(
                        filler(disk), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int size = CHUNK; size > 0; size /= 2) {
                fill(out, size);
            }
        } catch (IOException full) {
            if (!Files.exists(filler(disk))) {
                throw new PlatformException("cannot fill " + disk.directory(), full);
            }
        }
    }

    private static void fill(java.nio.channels.WritableByteChannel out, int size) {
        try {
            while (out.write(java.nio.ByteBuffer.allocate(size)) == size) {
                // There is room still.
            }
        } catch (IOException _) {
            // There is none of this size any more.
        }
    }

    /// Makes room again.
    void free(Disk disk, Collection<Long> writers) {
        if (!mounted.contains(disk)) {
            limit(writers, "unlimited:");
            return;
        }
        try {
            Files.deleteIfExists(filler(disk));
        } catch (IOException failure) {
            throw new PlatformException("cannot make room in " + disk.directory(), failure);
        }
    }

    /// What was in the file systems stays in the directories.
    @Override
    public void close() {
        for (Disk disk : List.copyOf(mounted)) {
            Path directory = data.resolve(disk.directory());
            Path copy = data.resolve(disk.directory() + ".kept");
            free(disk, List.of());
            must("cp", "-a", directory.toString(), copy.toString());
            must("umount", directory.toString());
            must("rmdir", directory.toString());
            must("mv", copy.toString(), directory.toString());
            mounted.remove(disk);
        }
    }

    private Path filler(Disk disk) {
        return data.resolve(disk.directory()).resolve(FILLER);
    }

    private static void limit(Collection<Long> writers, String limit) {
        writers.forEach(pid -> must("prlimit", "--pid", pid.toString(), "--fsize=" + limit));
    }

    private static void must(String... command) {
        var said = Command.run(command);
        if (!said.succeeded()) {
            throw new PlatformException(
                    "%s: %s".formatted(String.join(" ", command), said.output()));
        }
    }
}
