package io.gatehouse.secondfactor;

import io.gatehouse.account.AccountId;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.SealedRows;
import io.gatehouse.keys.Sealer;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The secrets of authenticators, when the sealing keys change. */
@Repository
class ResealedSecrets implements SealedRows {
    private final JdbcClient jdbc;
    private final Sealer sealer;

    ResealedSecrets(JdbcClient jdbc, Keys keys) {
        this.jdbc = jdbc;
        this.sealer = keys.sealer("secondfactor.totp");
    }

    private record Row(UUID id, AccountId account, byte[] sealed) {}

    @Override
    public String what() {
        return "authenticator secrets";
    }

    @Override
    public int reseal() {
        return jdbc
                .sql("select id, account, secret from authenticator")
                .query((row, _) -> new Row(
                        row.getObject("id", UUID.class),
                        new AccountId(row.getObject("account", UUID.class)),
                        row.getBytes("secret")))
                .list()
                .stream()
                .filter(row -> !sealer.current(row.sealed()))
                .mapToInt(this::reseal)
                .sum();
    }

    // What somebody writes meanwhile is under the first key already, and is not overwritten.
    private int reseal(Row row) {
        var place = Authenticators.place(row.id(), row.account());
        var plain = sealer.open(row.sealed(), place)
                .orElseThrow(() ->
                        new IllegalStateException("authenticator secrets: one that none of the sealing keys opens"));
        return jdbc.sql("update authenticator set secret = :new where id = :id and secret = :old")
                .param("new", sealer.seal(plain, place))
                .param("old", row.sealed())
                .param("id", row.id())
                .update();
    }
}
