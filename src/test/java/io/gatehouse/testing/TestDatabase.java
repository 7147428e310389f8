package io.gatehouse.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A migrated database of each kind, one of each for the whole run. Tests keep apart by the names and ids they make up. */
public enum TestDatabase {
    H2 {
        @Override
        DataSource open() {
            return pool(
                    "jdbc:h2:mem:gatehouse;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                    "sa");
        }
    },
    POSTGRESQL {
        @Override
        DataSource open() {
            return pool(startPostgres().getJdbcUrl("postgres", "postgres"), "postgres");
        }
    };

    private volatile DataSource dataSource;

    abstract DataSource open();

    /** A new PostgreSQL server of its own; the caller closes it. */
    public static EmbeddedPostgres startPostgres() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pool, on a database with every migration applied. */
    public synchronized DataSource dataSource() {
        if (dataSource == null) {
            var opened = open();
            Flyway.configure()
                    .dataSource(opened)
                    .locations(
                            "classpath:db/migration/common",
                            "classpath:db/migration/" + name().toLowerCase(Locale.ROOT))
                    .load()
                    .migrate();
            dataSource = opened;
        }
        return dataSource;
    }

    /** SQL on it. */
    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    /** Transactions on it. */
    public TransactionTemplate transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource()));
    }

    private static DataSource pool(String url, String user) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword("");
        pool.setMaximumPoolSize(60);
        pool.setMinimumIdle(1);
        return pool;
    }
}
