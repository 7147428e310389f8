package io.gatehouse.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PortalPropertiesTests {
    private static final Map<String, String> PORTAL = Map.of(
            "session-endpoint", "https://portal.example/api/sessions",
            "origin", "https://portal.example/",
            "audience", "urn:portal");

    @EnableConfigurationProperties(PortalProperties.class)
    static class Settings {}

    @Test
    void hasItsDefaultsAndNoPortal() {
        with(Map.of()).run(context -> {
            var settings = context.getBean(PortalProperties.class);
            assertThat(settings)
                    .isEqualTo(new PortalProperties(
                            null,
                            null,
                            null,
                            3,
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(4),
                            128,
                            new PortalProperties.Breaker(50, 20, 10, Duration.ofSeconds(10), 3),
                            Duration.ofSeconds(60),
                            Duration.ofMinutes(10),
                            Duration.ofDays(90)));
            assertThat(settings.configured()).isFalse();
        });
    }

    @Test
    void readsEveryName() {
        var all = new HashMap<>(PORTAL);
        all.putAll(Map.of("tries", "2", "budget", "5s", "connect-timeout", "1s", "read-timeout", "3s"));
        all.putAll(Map.of("concurrent-calls", "7", "grant-lifetime", "30s", "retry-window", "5m", "retention", "30d"));
        all.putAll(Map.of("breaker.failure-rate", "40", "breaker.window", "30", "breaker.minimum-calls", "6"));
        all.putAll(Map.of("breaker.open-for", "20s", "breaker.probes", "2"));
        with(all)
                .run(context -> assertThat(context.getBean(PortalProperties.class))
                        .isEqualTo(new PortalProperties(
                                URI.create("https://portal.example/api/sessions"),
                                URI.create("https://portal.example"),
                                "urn:portal",
                                2,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(3),
                                7,
                                new PortalProperties.Breaker(40, 30, 6, Duration.ofSeconds(20), 2),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(5),
                                Duration.ofDays(30))));
    }

    @ParameterizedTest
    @CsvSource({
        "session-endpoint, '', belong together",
        "origin, '', belong together",
        "audience, '', belong together",
        "session-endpoint, http://portal.example/s, session-endpoint must be https",
        "session-endpoint, https://portal.example/s/, no slash",
        "session-endpoint, https://portal.example/s?x, no query",
        "session-endpoint, https://u@portal.example/s, no user",
        "origin, http://portal.example, origin must be https",
        "origin, https://portal.example/path, without path",
        "origin, https://portal.example#x, fragment",
        "origin, portal.example, origin must be https",
        "tries, 0, tries must be",
        "budget, 2m, at most 1m",
        "budget, 0s, longer than nothing",
        "connect-timeout, 0s, longer than nothing",
        "read-timeout, -1s, longer than nothing",
        "concurrent-calls, 0, 1 or more",
        "grant-lifetime, 61s, at most 60s",
        "grant-lifetime, 0s, longer than nothing",
        "retry-window, 0s, longer than nothing",
        "retention, 0s, longer than nothing",
        "breaker.failure-rate, 0, 1 to 100",
        "breaker.window, 0, 1 or more",
        "breaker.open-for, 0s, longer than nothing",
    })
    void stopsTheStartWithAReadableMessage(String name, String value, String message) {
        var wrong = new HashMap<>(PORTAL);
        if (value.isEmpty()) {
            wrong.remove(name);
        } else {
            wrong.put(name, value);
        }
        with(wrong)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("gatehouse.portal: ")
                        .hasMessageContaining(message));
    }

    @Test
    void takesHttpOnLoopback() {
        with(Map.of("session-endpoint", "http://127.0.0.1:9/s", "origin", "http://localhost:9", "audience", "a"))
                .run(context -> assertThat(
                                context.getBean(PortalProperties.class).configured())
                        .isTrue());
    }

    private static ApplicationContextRunner with(Map<String, String> settings) {
        return new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues(settings.entrySet().stream()
                        .map(setting -> "gatehouse.portal." + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }
}
