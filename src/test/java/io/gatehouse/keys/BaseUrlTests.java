package io.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BaseUrlTests {
    @Test
    void isLoopbackUnlessTold() {
        var binder = new Binder(new MapConfigurationPropertySource(Map.of()));
        assertThat(binder.bindOrCreate("gatehouse", BaseUrl.class)).hasToString("http://localhost:8080");
    }

    @Test
    void leadsToAnAddressHere() {
        assertThat(of("https://gate.example/").at("/sign-in")).isEqualTo("https://gate.example/sign-in");
        assertThat(of("https://gate.example:8443").at("/sign-in")).isEqualTo("https://gate.example:8443/sign-in");
    }

    @Test
    void isSecureByHttpsOnly() {
        assertThat(of("https://gate.example").secure()).isTrue();
        assertThat(of("http://localhost:8080").secure()).isFalse();
        assertThat(of("http://127.0.0.1").secure()).isFalse();
        assertThat(of("http://[::1]:8080").secure()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gate.example",
                "http://localhost.evil.example",
                "ftp://gate.example",
                "gate.example",
                "https:gate.example",
                "https://user@gate.example",
                "https://gate.example/path",
                "https://gate.example?query",
                "https://gate.example#fragment"
            })
    void refusesWhatIsNoAddressToDeriveFrom(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> of(text));
    }

    private static BaseUrl of(String text) {
        return new BaseUrl(URI.create(text));
    }
}
