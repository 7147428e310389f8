package io.gatehouse.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.ZoneOffset.UTC;

import io.gatehouse.account.AccountId;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Sealer;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The hashes of people's passwords, each sealed for its account: a copy in somebody else's row opens nothing. */
@Repository
class CloudPasswords {
    private final JdbcClient jdbc;
    private final Sealer sealer;

    CloudPasswords(JdbcClient jdbc, Keys keys) {
        this.jdbc = jdbc;
        this.sealer = keys.sealer("password.hash");
    }

    Optional<String> hash(AccountId account) {
        return jdbc.sql("select hash from cloud_password where account = :account")
                .param("account", account.value())
                .query((row, _) -> row.getBytes("hash"))
                .optional()
                .flatMap(kept -> sealer.open(kept, place(account)))
                .map(plain -> new String(plain, US_ASCII));
    }

    void write(AccountId account, String hash, Instant now) {
        byte[] kept = sealer.seal(hash.getBytes(US_ASCII), place(account));
        if (update(account, kept, now) == 0) {
            insert(account, kept, now);
        }
    }

    private int update(AccountId account, byte[] kept, Instant now) {
        return jdbc.sql("update cloud_password set hash = :hash, changed_at = :now where account = :account")
                .param("hash", kept)
                .param("now", now.atOffset(UTC))
                .param("account", account.value())
                .update();
    }

    private void insert(AccountId account, byte[] kept, Instant now) {
        jdbc.sql("""
                        insert into cloud_password (account, hash, changed_at) values (:account, :hash, :now)
                        on conflict do nothing""")
                .param("account", account.value())
                .param("hash", kept)
                .param("now", now.atOffset(UTC))
                .update();
    }

    static String place(AccountId account) {
        return "cloud_password/hash/" + account;
    }
}
