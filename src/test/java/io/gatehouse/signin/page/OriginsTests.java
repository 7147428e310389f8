package io.gatehouse.signin.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.keys.Randomness;
import io.gatehouse.signin.page.Origins.Proxies;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class OriginsTests {
    private final Origins origins =
            new Origins(new Proxies(List.of("10.0.0.0/8", "192.0.2.7")), new Randomness(Clock.systemUTC()));

    @Test
    void believesNobodyWhoIsNoProxyOfOurs() {
        assertThat(ip("203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1 | 198.51.100.1",
                "6.6.6.6, 198.51.100.1 | 198.51.100.1",
                "6.6.6.6, 198.51.100.1, 10.1.1.1 | 198.51.100.1",
                "10.9.9.9 | 10.9.9.9",
                "2001:db8::1 | 2001:db8::1",
                "evil, 10.2.2.2 | 10.2.2.2",
                "evil.example | 192.0.2.7",
                "face | 192.0.2.7",
                "'' | 192.0.2.7"
            })
    void takesTheRightMostHopThatIsNoProxyOfOurs(String forwarded, String expected) {
        assertThat(ip("192.0.2.7", forwarded)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "x\ny", "<script>", "${jndi:ldap://x}"})
    void replacesARequestIdThatIsNotPlain(String given) {
        assertThat(requestId(given)).isNotEqualTo(given).matches("[0-9a-f-]{36}");
    }

    @Test
    void keepsAPlainRequestId() {
        assertThat(requestId("req-1.a_b:c")).isEqualTo("req-1.a_b:c");
    }

    @Test
    void readsTheTraceIdOfAWellFormedTraceparent() {
        assertThat(traceId("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(traceId("00-00000000000000000000000000000000-00f067aa0ba902b7-01"))
                .isNull();
        assertThat(traceId("garbage")).isNull();
    }

    @Test
    void shortensAndTamesTheUserAgent() {
        var request = new MockHttpServletRequest();
        request.addHeader("User-Agent", "a\u202eb" + "x".repeat(1000));
        assertThat(origins.of(request).userAgent())
                .startsWith("a\\u{202e}b")
                .endsWith("(1003 characters)")
                .hasSizeLessThan(340);
    }

    private @Nullable String ip(String remote, String forwarded) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(remote);
        request.addHeader("X-Forwarded-For", forwarded);
        return origins.of(request).clientIp();
    }

    private @Nullable String requestId(String given) {
        var request = new MockHttpServletRequest();
        request.addHeader("X-Request-Id", given);
        return origins.of(request).requestId();
    }

    private @Nullable String traceId(String given) {
        var request = new MockHttpServletRequest();
        request.addHeader("traceparent", given);
        return origins.of(request).traceId();
    }
}
