package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnToTests {
    private static final Optional<URI> PORTAL = Optional.of(URI.create("https://portal.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/orders?id=1#top",
                "https://portal.example/orders",
                "https://PORTAL.example",
                "https://portal.example:443/orders",
                "https://portal.example/#/orders",
                "/a//b",
                "/%2f%2fevil"
            })
    void keepsAPathAndAnAddressOnThePortal(String wish) {
        assertThat(ReturnTo.checked(wish, PORTAL)).isEqualTo(wish);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example/",
                "https://portal.example.evil.example/",
                "https://portal.example@evil.example/",
                "https://user@portal.example/",
                "https://portal.example:8443/",
                "http://portal.example/",
                "javascript:alert(1)",
                "data:text/html,x",
                "mailto:a@b.example",
                "https:portal.example",
                "https:///portal.example",
                "/a\r\nSet-Cookie: x=1",
                "/a b",
                "/ä",
                "/%zz"
            })
    void dropsWhatLeadsElsewhere(String wish) {
        assertThat(ReturnTo.checked(wish, PORTAL)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://portal.example/orders", "https://portal.example:443/orders"})
    void anOriginWithItsUsualPortIsTheSameWithout(String wish) {
        assertThat(ReturnTo.checked(wish, Optional.of(URI.create("https://portal.example:443"))))
                .isEqualTo(wish);
        assertThat(ReturnTo.checked("http://localhost:80/", Optional.of(URI.create("http://localhost"))))
                .isEqualTo("http://localhost:80/");
        assertThat(ReturnTo.checked("https://portal.example:80/", PORTAL)).isNull();
    }

    @Test
    void dropsWhatIsTooLong() {
        assertThat(ReturnTo.checked("/" + "a".repeat(512), PORTAL)).isNull();
    }

    @Test
    void dropsAbsoluteAddressesWithoutAPortal() {
        assertThat(ReturnTo.checked("https://portal.example/", Optional.empty()))
                .isNull();
        assertThat(ReturnTo.checked("/orders", Optional.empty())).isEqualTo("/orders");
    }
}
