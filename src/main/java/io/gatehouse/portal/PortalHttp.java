package io.gatehouse.portal;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One exchange with the portal, bounded in time and size. The JDK's {@code HttpClient}, because its one time-out can be
 * made to cover the whole exchange: {@code HttpURLConnection} times each read, so that a portal that trickles holds a
 * hand-off for minutes, and it sends a POST again by itself when a kept connection turns out to be closed. HTTP/1.1 with
 * kept connections; a redirect is an answer like any other and is never followed; waiting parks a virtual thread.
 */
final class PortalHttp implements AutoCloseable {
    private static final BodyHandler<byte[]> AT_MOST_64_KIB =
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), 64 << 10);

    private final HttpClient client;

    PortalHttp(Duration connectTimeout) {
        client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** What came back. */
    record Reply(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        byte[] body() {
            return response.body();
        }

        Optional<String> location() {
            return response.headers().firstValue("Location");
        }

        /** How long the portal asks to wait (RFC 9110 10.2.3: seconds, or a date); nothing if it does not or can't be read. */
        Optional<Duration> retryAfter(Instant now) {
            return response.headers().firstValue("Retry-After").flatMap(value -> wait(value.strip(), now));
        }

        private static Optional<Duration> wait(String value, Instant now) {
            try {
                if (value.matches("[0-9]{1,9}")) {
                    return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
                }
                var until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
                return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }
    }

    /** Sends, and waits for the last byte of the answer; a longer answer than 64 KiB is an {@code IOException} too. */
    Reply exchange(HttpRequest request, Duration within) throws IOException, InterruptedException {
        var coming = client.sendAsync(request, AT_MOST_64_KIB);
        try {
            return new Reply(coming.get(within.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            throw new HttpTimeoutException("no complete answer within " + within);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IllegalStateException("calling the portal", e.getCause());
        } finally {
            coming.cancel(true); // closes the connection of an exchange that is not over
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
