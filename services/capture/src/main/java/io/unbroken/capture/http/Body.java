package io.unbroken.capture.http;

import io.unbroken.capture.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The bytes of a request, packed by gzip or not, and never more of them than a limit: a few packed bytes may unpack to gigabytes.
final class Body {

    private Body() {}

    /// @param limit the most bytes, as they come and unpacked
    /// @throws BadInput if there are more, or they are not packed as the request says
    static byte[] of(HttpServletRequest request, int limit) {
        byte[] body;
        try {
            body = limited(request.getInputStream().readNBytes(limit + 1), limit);
        } catch (IOException gone) {
            throw BadInput.field("", "The body could not be read to its end.");
        }
        return unpacked(body, request.getHeader("Content-Encoding"), limit);
    }

    static byte[] unpacked(byte[] body, @Nullable String encoding, int limit) {
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> body;
            case "gzip", "x-gzip" -> gunzipped(body, limit);
            default ->
                    throw new BadInput(
                            Problem.UNSUPPORTED_MEDIA,
                            "",
                            "Expected the Content-Encoding gzip, or none.");
        };
    }

    private static byte[] gunzipped(byte[] body, int limit) {
        try (var unpacking = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return limited(unpacking.readNBytes(limit + 1), limit);
        } catch (IOException broken) {
            throw new BadInput(
                    Problem.MALFORMED_BODY,
                    "",
                    "Expected one whole gzip stream, found other bytes.");
        }
    }

    private static byte[] limited(byte[] body, int limit) {
        if (body.length > limit) {
            throw new BadInput(
                    Problem.TOO_LARGE, "", "Expected at most %d bytes, unpacked.".formatted(limit));
        }
        return body;
    }
}
