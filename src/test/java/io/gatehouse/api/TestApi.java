package io.gatehouse.api;

import io.gatehouse.account.ConsolePartner;
import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The door for programs with its login events and what they ask, without the rest; and an address with a defect. */
// Not marked as a configuration, or the scan of the whole application would find it.
@EnableAutoConfiguration
@ConfigurationPropertiesScan({"io.gatehouse.audit", "io.gatehouse.keys", "io.gatehouse.limits"})
@ComponentScan(
        basePackages = {"io.gatehouse.api", "io.gatehouse.audit", "io.gatehouse.keys", "io.gatehouse.limits"},
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.gatehouse\\.api\\.[a-z]+\\..*"))
@ComponentScan(
        basePackages = "io.gatehouse.account",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.ApiToken(s|Store)"))
class TestApi {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ConsolePartner vendor() {
        return new ConsolePartner("operators");
    }

    @Bean
    RouterFunction<ServerResponse> defect() {
        return RouterFunctions.route()
                .GET("/api/v1/defect", _ -> {
                    throw new IllegalStateException("secret");
                })
                .build();
    }
}
