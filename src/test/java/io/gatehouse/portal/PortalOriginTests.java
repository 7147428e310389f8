package io.gatehouse.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalOriginTests {
    private final PortalOrigin origin = new PortalOrigin(URI.create("https://portal.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://portal.example/enter/x?y=z",
                "https://portal.example",
                "https://portal.example:443/",
                "HTTPS://Portal.Example/",
                "https://portal.example/enter#part",
            })
    void knowsItsOwnAddresses(String address) {
        assertThat(origin.own(address)).contains(URI.create(address));
        assertThat(origin.mayReturnTo(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://portal.example/",
                "https://portal.example:8443/",
                "https://portal.example.evil.example/",
                "https://evil.example/https://portal.example/",
                "https://portal.example@evil.example/",
                "https://evil.example\\@portal.example/",
                "https://user@portal.example/",
                "https:portal.example/",
                "https:///portal.example/",
                "https://portal.example/a b",
                "https://portal.example/a\r\nSet-Cookie: x=y",
                "\thttps://portal.example/",
                "https://portal.example./",
                "https://pörtal.example/",
                "https://[::1]/",
                "javascript://portal.example/%0aalert(1)",
                "//portal.example/",
                "",
            })
    void sendsNobodyElsewhere(String address) {
        assertThat(origin.own(address)).isEmpty();
        assertThat(origin.mayReturnTo(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/orders?x=1", "/a//b"})
    void returnsToItsPaths(String path) {
        assertThat(origin.mayReturnTo(path)).isTrue();
        assertThat(origin.own(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\\evil.example", "/\t/evil.example", "/a\\..\\b", "orders"})
    void returnsToNothingThatABrowserReadsAsAnotherHost(String path) {
        assertThat(origin.mayReturnTo(path)).isFalse();
    }
}
