package io.unbroken.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Ten ports in a row, from which each part has its own.
///
/// @param base the first: where the pages of tracking are
public record Ports(int base) {
    /// Unless told otherwise.
    public static final Ports DEFAULT = new Ports(8080);

    private static final int COUNT = 10;

    /// Below the range from which Linux takes the ports of outgoing connections, so that nobody takes ours between the look and the start.
    private static final int LOWEST_FREE = 12_000;

    private static final int HIGHEST_FREE = 32_000;

    /// Odds are far better than even at each try.
    private static final int TRIES = 200;

    public Ports {
        if (base < 1024 || base + COUNT > 65_535) {
            throw new PlatformException("--ports must be between 1024 and 65525, found " + base);
        }
    }

    /// Ten that are free now, for tests that run beside others.
    public static Ports free() {
        return free(COUNT);
    }

    /// As many that are free now, ten of them for a platform.
    public static Ports free(int count) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var random =
                    ThreadLocalRandom.current().nextInt(LOWEST_FREE / COUNT, HIGHEST_FREE / COUNT)
                            * COUNT;
            if (IntStream.range(random, random + count).allMatch(Ports::isFree)) {
                return new Ports(random);
            }
        }
        throw new PlatformException(
                "found no "
                        + count
                        + " free ports in a row between "
                        + LOWEST_FREE
                        + " and "
                        + HIGHEST_FREE);
    }

    /// The port of a part; the simulator has none.
    public int of(Part part) {
        return base + part.portOffset();
    }

    /// Where the broker keeps its own quorum.
    public int brokerController() {
        return base + 8;
    }

    /// Where a part's pages or API are, as a person types it.
    public String http(Part part) {
        return "http://localhost:" + of(part);
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // As servers do: a port whose old connections still linger can be taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
