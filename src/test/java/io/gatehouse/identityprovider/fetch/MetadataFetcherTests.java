package io.gatehouse.identityprovider.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.reason.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class MetadataFetcherTests {
    private static final byte[] DOCUMENT = "<EntityDescriptor/>".getBytes(US_ASCII);
    private static final Duration TIME = Duration.ofSeconds(2);

    @Test
    void fetchesADocumentWithWhatToAskForNextTime() {
        var answer = TestHost.response(
                "200 OK", "ETag: \"v1\"\r\nLast-Modified: Tue, 24 Nov 2026 00:00:00 GMT\r\n", DOCUMENT);
        try (var host = TestHost.answering(answer)) {
            var fetched = fetch(host, host.address("/metadata"), Validators.NONE);

            assertThat(fetched).isInstanceOfSatisfying(Fetch.Fetched.class, f -> {
                assertThat(f.document()).isEqualTo(DOCUMENT);
                assertThat(f.validators()).isEqualTo(new Validators("\"v1\"", "Tue, 24 Nov 2026 00:00:00 GMT"));
            });
            assertThat(host.requests())
                    .singleElement()
                    .satisfies(r -> assertThat(r)
                            .startsWith("GET /metadata HTTP/1.1")
                            .noneMatch(h -> h.startsWith("Cookie") || h.startsWith("Authorization"))
                            .contains("Accept-Encoding: identity"));
        }
    }

    @Test
    void asksOnlyForAnotherDocumentThanTheKnownOne() {
        try (var host = TestHost.answering(TestHost.response("304 Not Modified", "", new byte[0]))) {
            var fetched = fetch(host, host.address("/"), new Validators("\"v1\"", "Tue, 24 Nov 2026 00:00:00 GMT"));

            assertThat(fetched).isInstanceOf(Fetch.NotModified.class);
            assertThat(host.requests().getFirst())
                    .contains("If-None-Match: \"v1\"", "If-Modified-Since: Tue, 24 Nov 2026 00:00:00 GMT");
        }
    }

    @Test
    void refusesNotModifiedWhenItKnowsNothing() {
        try (var host = TestHost.answering(TestHost.response("304 Not Modified", "", new byte[0]))) {
            refuses(fetch(host, host.address("/"), Validators.NONE), "metadata-url-status", "304");
        }
    }

    @Test
    void judgesTheNameAgainAtEveryRedirect() {
        try (var host = TestHost.answering(TestHost.response("302 Found", "Location: /again\r\n", new byte[0]))) {
            var fetched = fetch(host, host.address("/"), Validators.NONE);

            refuses(fetched, "metadata-url-redirected", "more than 3");
            assertThat(host.requests()).hasSize(4);
        }
    }

    @Test
    void refusesACertificateThatNobodyTrusts() {
        try (var host = TestHost.answering(TestHost.response("200 OK", "", DOCUMENT))) {
            var fetcher = new MetadataFetcher(loosened(), _ -> here(), MetadataFetcher::trustOfTheJdk);

            refuses(fetcher.fetch(host.address("/"), Validators.NONE), "metadata-url-certificate-refused", "");
        }
    }

    @Test
    void refusesACertificateForAnotherName() {
        try (var host = TestHost.answering(TestHost.response("200 OK", "", DOCUMENT))) {
            var other = URI.create(host.address("/").toString().replace("idp.", "other."));
            var properties = new FetchProperties(Set.of("other.example.test"), TIME);
            var fetcher = new MetadataFetcher(properties, _ -> here(), host::trust);

            refuses(fetcher.fetch(other, Validators.NONE), "metadata-url-certificate-refused", "");
            assertThat(host.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 Not Found", "401 Unauthorized", "500 Down", "204 No Content", "206 Partial Content"})
    void refusesEveryOtherAnswerThanADocument(String status) {
        try (var host = TestHost.answering(TestHost.response(status, "", new byte[0]))) {
            refuses(
                    fetch(host, host.address("/"), Validators.NONE),
                    "metadata-url-status",
                    "status " + status.substring(0, 3));
        }
    }

    @Test
    void sendsNoValidatorThatIsNotPrintable() {
        assertThat(new Validators("\"a\r\nCookie: b\"", "x".repeat(501))).isEqualTo(Validators.NONE);
    }

    private static void refuses(Fetch fetch, String rule, String found) {
        assertThat(fetch).isInstanceOfSatisfying(Fetch.Refused.class, r -> {
            assertThat(r.why().reason()).isEqualTo(Reason.CONFIGURATION_INVALID);
            assertThat(r.why().evidence().values().get("rule").toString()).startsWith(rule);
            assertThat(r.why().evidence().values().get("found").toString()).contains(found);
        });
    }

    private static Fetch fetch(TestHost host, URI address, Validators known) {
        return new MetadataFetcher(loosened(), _ -> here(), host::trust).fetch(address, known);
    }

    // The test's own host is on this machine; that it may be asked there is all that is loosened.
    private static FetchProperties loosened() {
        return new FetchProperties(Set.of(TestHost.NAME), TIME);
    }

    private static InetAddress[] here() {
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
}
