package io.unbroken.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What Confluent's own client makes of a registry's answers.
final class RegistrySchemasTest {

    private final HttpServer server = server();
    private final WriterSchemas schemas =
            new RegistrySchemas(
                    RegistrySchemas.client(
                            "http://127.0.0.1:" + server.getAddress().getPort(), Map.of()));

    @BeforeEach
    void start() {
        server.createContext(
                "/schemas/ids/1", each -> answer(each, 200, "{\"schema\":\"\\\"string\\\"\"}"));
        server.createContext(
                "/schemas/ids/2",
                each -> answer(each, 200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}"));
        server.createContext(
                "/schemas/ids/3",
                each -> answer(each, 404, "{\"error_code\":40403,\"message\":\"none\"}"));
        server.createContext(
                "/schemas/ids/4",
                each -> answer(each, 401, "{\"error_code\":40101,\"message\":\"who\"}"));
        server.createContext(
                "/schemas/ids/5", each -> answer(each, 200, "{\"schema\":\"{nonsense\"}"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void an_avro_schema_is_found() {
        assertThat(schemas.byId(1)).contains(Schema.create(Schema.Type.STRING));
    }

    @Test
    void a_schema_that_is_no_avro_or_that_is_not_there_is_none() {
        assertThat(schemas.byId(2)).isEmpty();
        assertThat(schemas.byId(3)).isEmpty();
        assertThat(schemas.byId(5)).isEmpty();
    }

    @Test
    void any_other_answer_and_none_at_all_are_to_be_tried_again() {
        assertThatThrownBy(() -> schemas.byId(4)).isInstanceOf(RegistryUnavailable.class);
        server.stop(0);
        assertThatThrownBy(() -> schemas.byId(6)).isInstanceOf(RegistryUnavailable.class);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
