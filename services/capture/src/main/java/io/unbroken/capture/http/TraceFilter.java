package io.unbroken.capture.http;

import io.unbroken.schemas.wire.HeaderNames;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Carries the caller's W3C trace context into logs and onto the log's records, or begins one.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TraceFilter extends OncePerRequestFilter {

    private static final Pattern TRACE_PARENT =
            Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private final SecureRandom random = new SecureRandom();

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader(HeaderNames.TRACE_PARENT);
        boolean valid = given != null && TRACE_PARENT.matcher(given).matches();
        String trace = valid ? given.substring(3, 35) : hex(TRACE_BYTES);
        String span = hex(SPAN_BYTES);
        MDC.put("trace.id", trace);
        MDC.put("span.id", span);
        MDC.put(HeaderNames.TRACE_PARENT, "00-%s-%s-01".formatted(trace, span));
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.clear();
        }
    }

    private String hex(int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
