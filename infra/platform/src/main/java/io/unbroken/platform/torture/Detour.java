package io.unbroken.platform.torture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// A TCP proxy between a part and those who use it, that can refuse, reset, stall and swallow.
final class Detour implements AutoCloseable {

    private static final int BACKLOG = 200;
    private static final int BUFFER = 16 * 1024;

    private final int port;
    private final int target;
    private final Set<Link> links = new HashSet<>();
    private final Set<Link> frozen = new HashSet<>();
    private final AtomicInteger held = new AtomicInteger();
    private Optional<ServerSocket> door = Optional.empty();
    private Optional<Manner> cut = Optional.empty();
    private boolean closed;

    /// Listens at once.
    ///
    /// @param port at which users connect
    /// @param target where they mean to go, on this machine too
    Detour(int port, int target) {
        this.port = port;
        this.target = target;
        open();
    }

    /// Cuts the connection until it is healed.
    void cut(Manner manner) {
        synchronized (this) {
            cut = Optional.of(manner);
        }
        switch (manner) {
            case REFUSED -> {
                shut();
                reset();
            }
            case RESET -> reset();
            case FROZEN -> {
                synchronized (this) {
                    frozen.addAll(links);
                }
            }
            case STALLED, MUTE -> {
                // Each link looks before it passes anything on.
            }
        }
    }

    /// Lets everything pass again. What lost an answer cannot go on and is reset.
    void heal() {
        synchronized (this) {
            if (cut.filter(Manner.MUTE::equals).isPresent()) {
                reset();
            }
            cut = Optional.empty();
            frozen.clear();
            notifyAll();
        }
        open();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            cut = Optional.empty();
            frozen.clear();
            notifyAll();
        }
        shut();
        reset();
    }

    private synchronized void open() {
        if (closed || door.isPresent()) {
            return;
        }
        try {
            var opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            door = Optional.of(opened);
            Thread.ofVirtual().name("detour-" + port).start(() -> welcome(opened));
        } catch (IOException taken) {
            throw new UncheckedIOException("port " + port + " is taken", taken);
        }
    }

    private synchronized void shut() {
        door.ifPresent(Detour::quietly);
        door = Optional.empty();
    }

    private synchronized void reset() {
        Set.copyOf(links).forEach(Link::reset);
    }

    private void welcome(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                var client = opened.accept();
                Thread.ofVirtual().start(() -> link(client));
            } catch (IOException _) {
                // The door was shut; the loop's condition says so.
            }
        }
    }

    private void link(Socket client) {
        if (awaitPassage().filter(Manner.RESET::equals).isPresent()) {
            new Link(client, client).reset();
            return;
        }
        try {
            client.setTcpNoDelay(true);
            var server = new Socket();
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            var link = new Link(client, server);
            synchronized (this) {
                links.add(link);
            }
            Thread.ofVirtual().start(() -> passRequests(link));
            Thread.ofVirtual().start(() -> passAnswers(link));
        } catch (IOException _) {
            // As the part itself would answer: nobody is there.
            new Link(client, client).reset();
        }
    }

    /// What was sent before its sender went still arrives, then the other side is told that it went.
    private void passRequests(Link link) {
        var bytes = new byte[BUFFER];
        try {
            InputStream in = link.client.getInputStream();
            OutputStream out = link.server.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                hold(link);
                out.write(bytes, 0, read);
            }
            await(link);
        } catch (IOException _) {
            // One of the two ended the connection; so does the other now.
        } finally {
            end(link);
        }
    }

    private void passAnswers(Link link) {
        var bytes = new byte[BUFFER];
        try {
            InputStream in = link.server.getInputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (await(link).filter(Manner.MUTE::equals).isEmpty()
                        && !answer(link, bytes, read)) {
                    // The client went. Its last requests may still be on their way: they end the
                    // link.
                    return;
                }
            }
        } catch (IOException _) {
            // As above.
        }
        end(link);
    }

    private static boolean answer(Link link, byte[] bytes, int length) {
        try {
            link.client.getOutputStream().write(bytes, 0, length);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void end(Link link) {
        link.end();
        synchronized (this) {
            links.remove(link);
        }
    }

    /// Waits while nothing passes.
    private Optional<Manner> awaitPassage() {
        return await(() -> false);
    }

    /// How many links have requests that wait to be passed on.
    int held() {
        return held.get();
    }

    private void hold(Link link) {
        held.incrementAndGet();
        await(link);
        held.decrementAndGet();
    }

    /// Waits while nothing passes on this link.
    private Optional<Manner> await(Link link) {
        return await(() -> frozen.contains(link));
    }

    private synchronized Optional<Manner> await(BooleanSupplier held) {
        try {
            while (cut.filter(Manner.STALLED::equals).isPresent() || held.getAsBoolean()) {
                wait();
            }
            return cut;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("nobody interrupts these threads", interrupted);
        }
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException _) {
            // It is to be gone.
        }
    }

    private record Link(Socket client, Socket server) {
        /// The other side sees an end, not an abort.
        void end() {
            quietly(client);
            quietly(server);
        }

        void reset() {
            try {
                client.setSoLinger(true, 0);
                server.setSoLinger(true, 0);
            } catch (IOException _) {
                // Then there is nothing to reset.
            }
            end();
        }
    }
}
