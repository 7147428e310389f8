package io.gatehouse.secondfactor;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.account.AccountId;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The recovery codes, as hashes. */
@Repository
class RecoveryCodes {
    private final JdbcClient jdbc;

    RecoveryCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(AccountId account, RecoveryCode code) {
        jdbc.sql("insert into recovery_code (account, hash) values (:account, :hash)")
                .param("account", account.value())
                .param("hash", code.hash())
                .update();
    }

    /** False if there is no such code or it was used. */
    boolean use(AccountId account, RecoveryCode code, Instant now) {
        return jdbc.sql("""
                                update recovery_code set used_at = :now
                                where account = :account and hash = :hash and used_at is null""")
                        .param("now", now.atOffset(UTC))
                        .param("account", account.value())
                        .param("hash", code.hash())
                        .update()
                == 1;
    }

    boolean wasUsed(AccountId account, RecoveryCode code) {
        return jdbc.sql("""
                                select count(*) from recovery_code
                                where account = :account and hash = :hash and used_at is not null""")
                        .param("account", account.value())
                        .param("hash", code.hash())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    int left(AccountId account) {
        return jdbc.sql("select count(*) from recovery_code where account = :account and used_at is null")
                .param("account", account.value())
                .query(Integer.class)
                .single();
    }

    void removeAll(AccountId account) {
        jdbc.sql("delete from recovery_code where account = :account")
                .param("account", account.value())
                .update();
    }
}
