package io.unbroken.schemas.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.testing.ModelValues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What Confluent's own serializer makes of a registry that is not as it should be.
final class AvroWriterTest {

    private static final PartyId SITE = new PartyId("site-lindenhof");

    @Test
    void a_registry_that_is_away_is_to_be_tried_again() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThatThrownBy(() -> write(port)).isInstanceOf(RegistryUnavailable.class);
    }

    @Test
    void a_registry_that_takes_the_connection_and_is_silent_is_to_be_tried_again()
            throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> write(silent.getLocalPort()))
                    .isInstanceOf(RegistryUnavailable.class);
        }
    }

    private static void write(int port) {
        var registry =
                RegistrySchemas.client(
                        "http://127.0.0.1:" + port, Map.of("http.read.timeout.ms", "100"));
        var writer =
                new EventWriter(registry, SigningKey.of(new byte[32]), SITE, PartyKind.COLLECTION);
        writer.write(new ModelValues(1).event(PartyKind.COLLECTION), ChainPosition.first());
    }
}
