package io.unbroken.doors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// Answers what is no HTTP, and so never comes to the application, as RFC 9457 says, with the headers that all answers have.
public final class RefusalValve extends ErrorReportValve {

    private static final int LEAST_ERROR = 400;

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Cache-Control", "no-store",
                    "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
                    "Referrer-Policy", "no-referrer",
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY");

    /// Made by the container.
    public RefusalValve() {
        setAsyncSupported(true);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < LEAST_ERROR
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        HEADERS.forEach(response::setHeader);
        response.setContentType("application/problem+json");
        try {
            response.getOutputStream().write(body(response.getStatus()));
            response.finishResponse();
        } catch (IOException gone) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }

    private static byte[] body(int code) {
        HttpStatus status = HttpStatus.resolve(code);
        return """
        {"type":"about:blank","title":"%s","status":%d,"detail":"This is not a request that this service can read."}\
        """
                .formatted(status == null ? "Refused" : status.getReasonPhrase(), code)
                .getBytes(StandardCharsets.UTF_8);
    }
}
