package io.gatehouse.audit;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The months of {@code login_event} on PostgreSQL: this one and the next ones exist before their first event. An event of
 * any other time goes to the default partition, so that none is ever lost for want of one. On H2 there is nothing to do.
 */
@Repository
class LoginEventPartitions {
    private static final int MONTHS_AHEAD = 3;
    // Any number will do, as long as nothing else of ours takes it: one node at a time makes partitions.
    private static final long LOCK = 0x6c6f67696e657674L;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final boolean partitioned;

    LoginEventPartitions(JdbcClient jdbc, DataSource dataSource, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.partitioned = isPostgres(dataSource);
    }

    /** Makes what is missing of this month and the next three. */
    void makeAhead() {
        if (!partitioned) {
            return;
        }
        var month = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            make(month.plusMonths(ahead));
        }
    }

    private void make(YearMonth month) {
        String name = "login_event_%d_%02d".formatted(month.getYear(), month.getMonthValue());
        if (exists(name)) {
            return;
        }
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query((_, _) -> true)
                    .single();
            if (!exists(name)) {
                attach(name, start(month), start(month.plusMonths(1)));
            }
        });
    }

    private boolean exists(String name) {
        // Not to_regclass: it may answer from a cache that has not heard of the table another node just made.
        return jdbc.sql(
                        "select exists (select from pg_tables where schemaname = current_schema() and tablename = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    /** Attaching fails while the default partition holds rows of the month, so these move first. */
    private void attach(String name, String from, String to) {
        jdbc.sql("lock table login_event_default in access exclusive mode").update();
        jdbc.sql("create table " + name + " (like login_event including all)").update();
        jdbc.sql(("with moved as (delete from login_event_default where time >= %s and time < %s returning *) "
                                + "insert into " + name + " select * from moved")
                        .formatted(from, to))
                .update();
        jdbc.sql("alter table login_event attach partition %s for values from (%s) to (%s)".formatted(name, from, to))
                .update();
    }

    private static String start(YearMonth month) {
        return "'" + month.atDay(1) + " 00:00:00+00'";
    }

    private static boolean isPostgres(DataSource dataSource) {
        try {
            return "PostgreSQL"
                    .equals(JdbcUtils.extractDatabaseMetaData(
                            dataSource, metaData -> metaData.getDatabaseProductName()));
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
