package io.gatehouse.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Locale;

/** How long the list of partners takes, as a program on the same machine sees it. */
final class PartnerLists {
    private static final int TIMES = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private final String token;

    PartnerLists(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** Prints the middle, the slowest of a hundred, and the slowest, in milliseconds. */
    void measure(String what, String query) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gateway.resolve("/api/v1/partners?" + query))
                .header("Authorization", "Bearer " + token)
                .build();
        for (int i = 0; i < TIMES / 4; i++) {
            ask(request);
        }
        var times = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            ask(request);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "list, %-42s p50 %.1f ms, p99 %.1f ms, slowest %.1f ms%n",
                what,
                times[TIMES / 2],
                times[TIMES * 99 / 100],
                times[TIMES - 1]);
    }

    private void ask(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }
}
