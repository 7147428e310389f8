package io.gatehouse.password;

import io.gatehouse.account.AccountId;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.SealedRows;
import io.gatehouse.keys.Sealer;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The hashes of passwords, when the sealing keys change. */
@Repository
class ResealedPasswords implements SealedRows {
    private final JdbcClient jdbc;
    private final Sealer sealer;

    ResealedPasswords(JdbcClient jdbc, Keys keys) {
        this.jdbc = jdbc;
        this.sealer = keys.sealer("password.hash");
    }

    private record Row(AccountId account, byte[] sealed) {}

    @Override
    public String what() {
        return "password hashes";
    }

    @Override
    public int reseal() {
        return jdbc
                .sql("select account, hash from cloud_password")
                .query((row, _) -> new Row(new AccountId(row.getObject("account", UUID.class)), row.getBytes("hash")))
                .list()
                .stream()
                .filter(row -> !sealer.current(row.sealed()))
                .mapToInt(this::reseal)
                .sum();
    }

    // What somebody writes meanwhile is under the first key already, and is not overwritten.
    private int reseal(Row row) {
        var place = CloudPasswords.place(row.account());
        var plain = sealer.open(row.sealed(), place)
                .orElseThrow(
                        () -> new IllegalStateException("password hashes: one that none of the sealing keys opens"));
        return jdbc.sql("update cloud_password set hash = :new where account = :account and hash = :old")
                .param("new", sealer.seal(plain, place))
                .param("old", row.sealed())
                .param("account", row.account().value())
                .update();
    }
}
