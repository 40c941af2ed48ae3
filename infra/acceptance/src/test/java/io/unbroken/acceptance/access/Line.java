package io.unbroken.acceptance.access;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// HTTP/1.1 as bytes, so that anything can be sent; one connection, opened again when the service closed it.
final class Line implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int LARGEST_LINE = 64 * 1024;

    private final URI service;
    private final List<Open> open = new ArrayList<>();

    Line(String service) {
        this.service = URI.create(service);
    }

    /// @param headers by their names in lower case; of several, the last
    record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private record Open(Socket socket, InputStream in) {}

    /// A request without a body.
    Answer ask(String method, String path, String token) {
        return ask(method, path, token, List.of(), new byte[0]);
    }

    /// @param token empty for none
    Answer ask(String method, String path, String token, List<String> headers, byte[] body) {
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        head.append("Host: ").append(service.getAuthority()).append("\r\n");
        if (!token.isEmpty()) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body.length > 0 || method.equals("POST")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        return ask(request.toByteArray());
    }

    /// These bytes; again on a new connection if the service had closed the old one before.
    Answer ask(byte[] request) {
        boolean fresh = open.isEmpty();
        try {
            return exchange(request);
        } catch (IOException closed) {
            close();
            if (fresh) {
                throw new UncheckedIOException(closed);
            }
            return ask(request);
        }
    }

    private Answer exchange(byte[] request) throws IOException {
        if (open.isEmpty()) {
            var socket = new Socket(service.getHost(), service.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            open.add(new Open(socket, new BufferedInputStream(socket.getInputStream())));
        }
        Open connection = open.getFirst();
        try {
            connection.socket.getOutputStream().write(request);
        } catch (IOException refused) {
            // A service that has seen enough answers and stops reading; its answer is there.
            return answer(connection.in);
        }
        return answer(connection.in);
    }

    private Answer answer(InputStream in) throws IOException {
        String status = line(in);
        var headers = new TreeMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status.split(" ", -1)[1]);
        if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            close();
            return new Answer(code, headers, "");
        }
        byte[] body = body(in, code, headers);
        if (headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
            close();
        }
        return new Answer(code, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] body(InputStream in, int code, Map<String, String> headers)
            throws IOException {
        if (code == 204 || code == 304) {
            return new byte[0];
        }
        if (headers.containsKey("content-length")) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return in.readAllBytes();
        }
        var body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in).strip(), 16);
            body.writeBytes(in.readNBytes(size));
            line(in);
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LARGEST_LINE) {
                throw new EOFException("expected a line of HTTP");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        for (Open connection : open) {
            try {
                connection.socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        open.clear();
    }
}
