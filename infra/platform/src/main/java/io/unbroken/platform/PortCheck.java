package io.unbroken.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Refuses to start on ports that others use, and names those others where the system lets us see them.
public final class PortCheck {
    private PortCheck() {}

    /// Refuses if one of them is taken.
    ///
    /// @throws PlatformException naming the first taken port
    public static void requireFree(List<Integer> ports) {
        ports.stream()
                .filter(port -> !Ports.isFree(port))
                .findFirst()
                .ifPresent(port -> {
                    throw new PlatformException(
                            "port "
                                    + port
                                    + " is taken"
                                    + holder(port).map(name -> " by " + name).orElse("")
                                    + ". Stop that, or choose other ports, for example --ports 18000");
                });
    }

    /// Linux alone tells this, by the socket's inode in /proc.
    private static Optional<String> holder(int port) {
        var inode =
                inode(Path.of("/proc/net/tcp"), port)
                        .or(() -> inode(Path.of("/proc/net/tcp6"), port));
        return inode.flatMap(PortCheck::process);
    }

    private static Optional<String> inode(Path table, int port) {
        var end = ":%04X".formatted(port);
        try (var lines = Files.lines(table)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    // Columns: number, local address, remote address, state (0A: listening), ...,
                    // inode.
                    .filter(columns ->
                            columns.length > 9
                                    && columns[1].endsWith(end)
                                    && columns[3].equals("0A"))
                    .map(columns -> columns[9])
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> process(String inode) {
        var link = "socket:[" + inode + "]";
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(directory -> directory.getFileName().toString().matches("\\d+"))
                    .filter(directory -> holds(directory, link))
                    .findFirst()
                    .map(PortCheck::describe);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean holds(Path process, String link) {
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            return descriptors.anyMatch(descriptor -> link.equals(target(descriptor)));
        } catch (IOException _) {
            return false;
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static String describe(Path process) {
        var pid = process.getFileName().toString();
        try {
            return Files.readString(process.resolve("comm")).strip() + " (process " + pid + ")";
        } catch (IOException _) {
            return String.format(Locale.ROOT, "process %s", pid);
        }
    }
}
