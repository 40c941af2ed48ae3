package io.unbroken.platform.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetourTest {
    private static final int LIMIT_SECONDS = 10;
    private static final int SHORT_MILLIS = 200;

    private final BlockingQueue<Integer> arrived = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private Detour detour;
    private int port;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        detour = new Detour(port, server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        detour.close();
        server.close();
    }

    @Test
    void what_is_sent_arrives_and_is_answered() throws Exception {
        try (Socket client = connect()) {
            client.getOutputStream().write(5);

            assertThat(client.getInputStream().read()).isEqualTo(6);
            assertThat(arrival()).isEqualTo(5);
        }
    }

    @Test
    void when_refused_nobody_listens_until_healed() throws Exception {
        try (Socket client = connect()) {
            answered(client);
            detour.cut(Manner.REFUSED);

            assertThatThrownBy(() -> answered(client)).isInstanceOf(IOException.class);
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        }
        detour.heal();
        try (Socket client = connect()) {
            answered(client);
        }
    }

    @Test
    void when_reset_connections_old_and_new_end() throws Exception {
        try (Socket client = connect()) {
            answered(client);
            detour.cut(Manner.RESET);

            assertThatThrownBy(() -> answered(client)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(
                        () -> {
                            try (Socket client = connect()) {
                                answered(client);
                            }
                        })
                .isInstanceOf(IOException.class);
        detour.heal();
        try (Socket client = connect()) {
            answered(client);
        }
    }

    @Test
    void when_stalled_what_was_sent_arrives_later_although_its_sender_went() throws Exception {
        try (Socket client = connect()) {
            answered(client);
            detour.cut(Manner.STALLED);
            client.getOutputStream().write(9);
            client.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(arrived).isEmpty();
        detour.heal();

        assertThat(arrival()).isEqualTo(9);
    }

    @Test
    void when_frozen_new_connections_pass_before_what_was_sent_on_old_ones() throws Exception {
        try (Socket old = connect()) {
            answered(old);
            detour.cut(Manner.FROZEN);
            old.getOutputStream().write(9);
        }
        try (Socket client = connect()) {
            answered(client);
        }
        assertThat(arrived).isEmpty();
        detour.heal();

        assertThat(arrival()).isEqualTo(9);
    }

    @Test
    void when_mute_requests_arrive_and_their_answers_do_not() throws Exception {
        try (Socket client = connect()) {
            answered(client);
            detour.cut(Manner.MUTE);
            client.getOutputStream().write(9);

            assertThat(arrival()).isEqualTo(9);
            client.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            detour.heal();
            client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
            assertThatThrownBy(() -> answered(client)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_part_that_is_away_is_away_through_the_detour_too() throws Exception {
        server.close();

        assertThatThrownBy(
                        () -> {
                            try (Socket client = connect()) {
                                answered(client);
                            }
                        })
                .isInstanceOf(IOException.class);
    }

    private Socket connect() throws IOException {
        var client = new Socket();
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        return client;
    }

    private void answered(Socket client) throws Exception {
        client.getOutputStream().write(1);
        if (client.getInputStream().read() != 2) {
            throw new IOException("expected an answer, found the end");
        }
        assertThat(arrival()).isEqualTo(1);
    }

    private Integer arrival() throws InterruptedException {
        return arrived.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /// Answers each byte with the next one.
    private void serve() {
        var open = new java.util.ArrayList<Socket>();
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> echo(client));
            }
        } catch (IOException ended) {
            List.copyOf(open).forEach(DetourTest::end);
        }
    }

    private void echo(Socket client) {
        try (client) {
            for (int read = client.getInputStream().read();
                    read >= 0;
                    read = client.getInputStream().read()) {
                arrived.add(read);
                client.getOutputStream().write(read + 1);
            }
        } catch (IOException ended) {
            // So does this connection.
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is to be gone.
        }
    }
}
