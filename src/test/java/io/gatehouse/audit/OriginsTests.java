package io.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.keys.Randomness;
import java.time.Clock;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTests {
    private final Origins origins = new Origins(
            new TrustedProxies(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8:1::/48")),
            new Randomness(Clock.systemUTC()));

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
                "6.6.6.6, 198.51.100.1:4711 | 198.51.100.1",
                "[2001:db8::1]:4711 | 2001:db8::1",
                "[2001:db8::1] | 2001:db8::1",
                "[evil]:1 | 192.0.2.7",
                "1.2.3.4:x | 192.0.2.7",
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
        assertThat(with("User-Agent", "a\u202eb" + "x".repeat(1000)).userAgent())
                .startsWith("a\\u{202e}b")
                .endsWith("(1003 characters)")
                .hasSizeLessThan(340);
    }

    @Test
    void readsRangesOfBothFamiliesAndNothingElse() {
        assertThat(ip("2001:db8:1:2::7", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(ip("2001:db8:2::7", "198.51.100.1")).isEqualTo("2001:db8:2::7");
        for (var wrong : List.of("proxy.example", "10.0.0.0/33", "10.0.0.0/x", "")) {
            assertThatThrownBy(() -> new TrustedProxies(List.of(wrong))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readsEveryLineOfTheHeaderSinceAProxyMayAddItsOwn() {
        assertThat(ip("192.0.2.7", "6.6.6.6", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(ip("203.0.113.9", "6.6.6.6", "198.51.100.1")).isEqualTo("203.0.113.9");
    }

    private @Nullable String ip(String remote, String... forwarded) {
        return origins.of(remote, headers("X-Forwarded-For", forwarded)).clientIp();
    }

    private Origin with(String header, String value) {
        return origins.of("192.0.2.7", headers(header, value));
    }

    private static Function<String, Enumeration<String>> headers(String header, String... values) {
        return name -> Collections.enumeration(name.equals(header) ? List.of(values) : List.of());
    }

    private @Nullable String requestId(String given) {
        return with("X-Request-Id", given).requestId();
    }

    private @Nullable String traceId(String given) {
        return with("traceparent", given).traceId();
    }
}
