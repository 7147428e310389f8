package io.gatehouse.identityprovider.notice;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Deadlines for the tests of their neighbours. */
public final class TestDeadlines {
    private TestDeadlines() {}

    /** Those of this database. */
    public static Deadlines of(JdbcClient jdbc) {
        return new Deadlines(jdbc);
    }
}
