package io.gatehouse.audit;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How often partners' people are refused. */
@Repository
public class RefusalCounts {
    private final JdbcClient jdbc;

    RefusalCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a partner's people met in a time and in the time of the same length before. */
    public record Count(String partner, long now, long before) {}

    /** The partners with most refusals since {@code from} that also have more than since {@code before} until then. */
    public List<Count> rising(Instant before, Instant from, long atLeast, int most) {
        return jdbc.sql("""
                        select partner, now_count, before_count from (
                            select partner,
                                sum(case when time >= :from then 1 else 0 end) as now_count,
                                sum(case when time < :from then 1 else 0 end) as before_count
                            from login_event
                            where time >= :before and outcome = 'failure' and partner is not null
                            group by partner) counted
                        where now_count >= :least and now_count > 2 * before_count
                        order by now_count desc, partner limit :most""")
                .param("before", before.atOffset(UTC))
                .param("from", from.atOffset(UTC))
                .param("least", atLeast)
                .param("most", most)
                .query((row, _) ->
                        new Count(row.getString("partner"), row.getLong("now_count"), row.getLong("before_count")))
                .list();
    }
}
