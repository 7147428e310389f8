package io.gatehouse.secondfactor;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.account.AccountId;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Sealer;
import io.gatehouse.secondfactor.totp.TotpSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The authenticators, active and pending; their secrets are sealed for their row and account. */
@Repository
class Authenticators {
    private static final String SELECT =
            "select id, secret, created_at, last_step, last_drift from authenticator where account = :account ";

    private final JdbcClient jdbc;
    private final Sealer sealer;

    Authenticators(JdbcClient jdbc, Keys keys) {
        this.jdbc = jdbc;
        this.sealer = keys.sealer("secondfactor.totp");
    }

    boolean hasActive(AccountId account) {
        return jdbc.sql("select count(*) from authenticator where account = :account and state = 'active'")
                        .param("account", account.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    boolean isActive(AccountId account, UUID id) {
        return jdbc.sql("select count(*) from authenticator where id = :id and account = :account and state = 'active'")
                        .param("id", id)
                        .param("account", account.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Removes what was offered before a moment and never confirmed. */
    void purgePending(Instant before) {
        jdbc.sql("delete from authenticator where state = 'pending' and created_at < :before")
                .param("before", before.atOffset(UTC))
                .update();
    }

    Optional<Authenticator> active(AccountId account) {
        return jdbc.sql(SELECT + "and state = 'active'")
                .param("account", account.value())
                .query(reader(account))
                .optional();
    }

    Optional<Authenticator> pending(AccountId account, UUID signIn) {
        return jdbc.sql(SELECT + "and state = 'pending' and sign_in = :signIn")
                .param("account", account.value())
                .param("signIn", signIn)
                .query(reader(account))
                .optional();
    }

    /** Keeps a secret as this sign-in's pending authenticator, unless the sign-in has one. */
    void offer(AccountId account, UUID signIn, UUID id, TotpSecret secret, Instant now) {
        jdbc.sql("""
                        insert into authenticator (id, account, label, secret, state, sign_in, created_at)
                        values (:id, :account, :label, :secret, 'pending', :signIn, :now)
                        on conflict do nothing""")
                .param("id", id)
                .param("account", account.value())
                .param("label", "Authenticator app")
                .param("secret", sealer.seal(secret.bytes(), place(id, account)))
                .param("signIn", signIn)
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** Forgets what other sign-ins of this account left pending, and this one's from before a moment. */
    void forgetPending(AccountId account, UUID but, Instant before) {
        jdbc.sql("""
                        delete from authenticator where account = :account and state = 'pending'
                            and (sign_in <> :signIn or created_at <= :before)""")
                .param("account", account.value())
                .param("signIn", but)
                .param("before", before.atOffset(UTC))
                .update();
    }

    /** The confirming code's step is used up with it; false if it was used up before. */
    boolean activate(UUID id, long step, Instant now) {
        return jdbc.sql("""
                                update authenticator set state = 'active', activated_at = :now, last_used_at = :now,
                                    last_step = :step, last_drift = null
                                where id = :id and state = 'pending'
                                    and not exists (select 1 from authenticator_spent_step s
                                        where s.authenticator = :id and s.step = :step)""")
                        .param("now", now.atOffset(UTC))
                        .param("step", step)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Uses a step's code: false if it, a newer one, or its code while it was out of time, was used before. */
    boolean use(UUID id, long step, Instant now) {
        return jdbc.sql("""
                                update authenticator set last_step = :step, last_used_at = :now, last_drift = null
                                where id = :id and state = 'active' and (last_step is null or last_step < :step)
                                    and not exists (select 1 from authenticator_spent_step s
                                        where s.authenticator = :id and s.step = :step)""")
                        .param("step", step)
                        .param("now", now.atOffset(UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Uses up a step whose code came out of time; false if it was used up so before. */
    boolean spend(UUID id, long step) {
        return jdbc.sql("""
                                insert into authenticator_spent_step (authenticator, step) values (:id, :step)
                                on conflict do nothing""").param("id", id).param("step", step).update() == 1;
    }

    /** Forgets used-up steps that no code can be of any more. */
    void forgetSpent(UUID id, long before) {
        jdbc.sql("delete from authenticator_spent_step where authenticator = :id and step < :before")
                .param("id", id)
                .param("before", before)
                .update();
    }

    void writeDrift(UUID id, @Nullable Integer steps) {
        jdbc.sql("update authenticator set last_drift = :steps where id = :id")
                .param("steps", steps)
                .param("id", id)
                .update();
    }

    /** How many there were. */
    int removeAll(AccountId account) {
        return jdbc.sql("delete from authenticator where account = :account")
                .param("account", account.value())
                .update();
    }

    private RowMapper<Authenticator> reader(AccountId account) {
        return (row, _) -> read(row, account);
    }

    private Authenticator read(ResultSet row, AccountId account) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var secret = sealer.open(row.getBytes("secret"), place(id, account))
                .orElseThrow(() -> new IllegalStateException("an authenticator's secret that none of the keys opens"));
        return new Authenticator(
                id,
                new TotpSecret(secret),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_step", Long.class),
                row.getObject("last_drift", Integer.class));
    }

    static String place(UUID id, AccountId account) {
        return "authenticator/secret/" + id + "/" + account;
    }
}
