package io.gatehouse.saml;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The logout requests that were honoured, on whatever node: a replay of one would end sessions begun since. */
@Repository
public class ConsumedLogouts {
    // Nodes' clocks differ, and a purge must never be ahead of the node that would still accept.
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;

    ConsumedLogouts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Uses a request up in the current transaction; false if it was used before. */
    public boolean consume(LogoutAsked logout) {
        return jdbc.sql("""
                        insert into saml_consumed_logout (issuer, request_id, expires_at)
                        values (:issuer, :request, :expires)
                        on conflict do nothing""")
                        .param("issuer", ConsumedAssertions.bounded(logout.issuer()))
                        .param("request", ConsumedAssertions.bounded(logout.requestId()))
                        .param(
                                "expires",
                                logout.acceptableUntil()
                                        .plus(MARGIN)
                                        .truncatedTo(ChronoUnit.MICROS)
                                        .atOffset(UTC))
                        .update()
                == 1;
    }

    /** Forgets what could no longer be accepted anyway; answers how many. An hourly task calls it. */
    public int purge() {
        return jdbc.sql("delete from saml_consumed_logout where expires_at < :now")
                .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(UTC))
                .update();
    }
}
