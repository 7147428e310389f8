package io.gatehouse.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How much is too much. */
@ConfigurationProperties("gatehouse.limits")
record LimitProperties(
        @DefaultValue Address address, @DefaultValue Mail mail) {
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Refusals and unfinished sign-ins of one client address (IPv6: of one /64). */
    record Address(
            @DefaultValue("300") int failures,
            @DefaultValue("10m") Duration window) {
        Address {
            check("address", failures, window);
        }

        Allowance allowance() {
            return Allowance.steady(failures, window);
        }
    }

    /** Letters to one address. */
    record Mail(
            @DefaultValue("5") int letters,
            @DefaultValue("1h") Duration window) {
        Mail {
            check("mail", letters, window);
        }

        Allowance allowance() {
            return Allowance.steady(letters, window);
        }
    }

    private static void check(String name, int tokens, Duration window) {
        if (tokens < 1 || tokens > 1_000_000 || window.toSeconds() < 1 || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.limits." + name + ": from 1 to 1,000,000 within a window from 1s to 1d");
        }
    }
}
