package io.gatehouse.idpconfig.settings;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Where a setting means an IP allowlist, the start goes only as far as the refusal's login event needs: no web server, and
 * no bean but those that {@link AllowlistGate} asks for.
 */
final class AllowlistStart implements EnvironmentPostProcessor, Ordered {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (GivenSettings.in(environment).stream()
                .anyMatch(setting -> setting.unsupported().isPresent())) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "refused start",
                            Map.of(
                                    "spring.main.web-application-type", "none",
                                    "spring.main.lazy-initialization", "true",
                                    "db-scheduler.enabled", "false")));
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
