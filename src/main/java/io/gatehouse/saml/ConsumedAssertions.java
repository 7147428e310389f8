package io.gatehouse.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import io.gatehouse.saml.pending.SamlProperties;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was accepted once, on whatever node: (issuer, assertion id) and request id, each unique. */
@Repository
public class ConsumedAssertions {
    private static final int LONGEST = 255;

    // Nodes' clocks differ, and a purge must never be ahead of the node that would still accept.
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration requestLifetime;

    ConsumedAssertions(JdbcClient jdbc, Clock clock, SamlProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.requestLifetime = properties.requestLifetime();
    }

    /**
     * Uses an assertion up in the current transaction; false if it, or its request, was used before. One row stands for
     * both, so a refused call leaves nothing behind, and the caller's refusal event commits with it.
     */
    public boolean consume(Asserted asserted) {
        return jdbc.sql("""
                        insert into saml_consumed_assertion (issuer, assertion_id, request_id, expires_at)
                        values (:issuer, :assertion, :request, :expires)
                        on conflict do nothing""")
                        .param("issuer", bounded(asserted.issuer()))
                        .param("assertion", bounded(asserted.assertionId()))
                        .param("request", asserted.inResponseTo(), Types.VARCHAR)
                        .param("expires", expiry(asserted).atOffset(UTC))
                        .update()
                == 1;
    }

    /** Forgets what could no longer be accepted anyway; answers how many. An hourly task calls it. */
    public int purge() {
        return jdbc.sql("delete from saml_consumed_assertion where expires_at < :now")
                .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(UTC))
                .update();
    }

    // The request too stays used until it would be expired, however short-lived the assertion that answered it.
    private Instant expiry(Asserted asserted) {
        Instant request = clock.instant().plus(requestLifetime);
        Instant latest = asserted.acceptableUntil().isAfter(request) ? asserted.acceptableUntil() : request;
        return latest.plus(MARGIN).truncatedTo(ChronoUnit.MICROS);
    }

    static String bounded(String id) {
        if (id.length() <= LONGEST) {
            return id;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
            return "sha-256 " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
