package io.unbroken.tracking.webhook;

import io.unbroken.tracking.webhook.Delivery.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/// Makes one attempt. Redirects are not followed, nothing of the answer is read but its status and when to come again.
public final class WebhookSender implements AutoCloseable {

    /// Far more than a receiver needs that puts the message aside and answers, as it should.
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final Timeout LONGEST_CONNECT = Timeout.ofSeconds(5);
    private static final Timeout LONGEST_SILENCE = Timeout.ofSeconds(10);

    private static final int SUCCESS = 200;
    private static final int AFTER_SUCCESS = 300;

    private final WebhookSecrets secrets;
    private final InstantSource clock;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService ends =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("webhooks-ends").factory());

    /// @param privateAllowed whether targets may be in our own network
    /// @param mostConnections to all targets; how many attempts one target has at once is not decided here
    public WebhookSender(
            WebhookSecrets secrets,
            boolean privateAllowed,
            int mostConnections,
            InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
        this.client =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setDnsResolver(new AllowedAddresses(privateAllowed))
                                        .setMaxConnTotal(mostConnections)
                                        .setMaxConnPerRoute(mostConnections)
                                        .setDefaultConnectionConfig(
                                                ConnectionConfig.custom()
                                                        .setConnectTimeout(LONGEST_CONNECT)
                                                        .setSocketTimeout(LONGEST_SILENCE)
                                                        .build())
                                        .build())
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setConnectionRequestTimeout(LONGEST_CONNECT)
                                        .setResponseTimeout(LONGEST_SILENCE)
                                        .build())
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableContentCompression()
                        .setUserAgent("unbroken-webhooks")
                        .build();
    }

    /// What came of an attempt, and when the receiver wants the next.
    record Answer(Outcome outcome, boolean taken, boolean gone, Optional<Duration> retryAfter) {}

    Answer send(Subscription subscription, Delivery delivery) {
        var request = request(subscription, delivery);
        var late = new AtomicBoolean();
        Future<?> end =
                ends.schedule(
                        () -> {
                            late.set(true);
                            request.cancel();
                        },
                        LONGEST.toMillis(),
                        TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse response =
                client.executeOpen(HttpHost.create(subscription.url()), request, null)) {
            return answer(response);
        } catch (IOException failure) {
            return failed(late.get() ? "timeout" : word(failure));
        } finally {
            end.cancel(false);
        }
    }

    private HttpPost request(Subscription subscription, Delivery delivery) {
        Instant now = clock.instant();
        byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
        var request = new HttpPost(subscription.url());
        request.setHeader("webhook-id", delivery.event());
        request.setHeader("webhook-timestamp", String.valueOf(now.getEpochSecond()));
        request.setHeader(
                "webhook-signature",
                secrets.signatures(subscription, delivery.event(), now, body, now));
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return request;
    }

    private Answer answer(ClassicHttpResponse response) {
        int status = response.getCode();
        boolean taken = status >= SUCCESS && status < AFTER_SUCCESS;
        var outcome =
                new Outcome(
                        clock.instant(),
                        Optional.of(status),
                        taken ? Optional.empty() : Optional.of("status"));
        return new Answer(
                outcome,
                taken,
                status == org.apache.hc.core5.http.HttpStatus.SC_GONE,
                retryAfter(response));
    }

    private Optional<Duration> retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        if (header == null || header.getValue() == null) {
            return Optional.empty();
        }
        String value = header.getValue().strip();
        try {
            return Optional.of(
                    value.matches("[0-9]{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(value))
                            : Duration.between(
                                    clock.instant(),
                                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant()));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    private Answer failed(String error) {
        return new Answer(
                new Outcome(clock.instant(), Optional.empty(), Optional.of(error)),
                false,
                false,
                Optional.empty());
    }

    /// Names no address: what a name resolves to is not for those who subscribe.
    private static String word(IOException failure) {
        return switch (failure) {
            case AllowedAddresses.Refused _ -> "address not public";
            case java.net.UnknownHostException _ -> "unknown host";
            case java.net.SocketTimeoutException _ -> "timeout";
            case java.net.ConnectException _ -> "connection refused";
            case javax.net.ssl.SSLException _ -> "TLS";
            default -> failure.getClass().getSimpleName();
        };
    }

    /// Whether messages may be sent there, as far as that can be told without a connection.
    ///
    /// @return what is wrong; empty if nothing is
    static Optional<String> refusal(URI url, boolean privateAllowed) {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        boolean plain = "http".equalsIgnoreCase(url.getScheme()) && privateAllowed;
        if (url.getHost() == null || (!secure && !plain)) {
            return Optional.of("an https address");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return Optional.of("an address without user and fragment");
        }
        try {
            new AllowedAddresses(privateAllowed).resolve(url.getHost());
            return Optional.empty();
        } catch (AllowedAddresses.Refused inside) {
            return Optional.of("an address outside of our own network");
        } catch (java.net.UnknownHostException notYet) {
            // It may come; each attempt asks again.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        ends.shutdownNow();
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
