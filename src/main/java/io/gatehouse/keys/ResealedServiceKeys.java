package io.gatehouse.keys;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Our own key pairs, when the sealing keys change. */
@Repository
class ResealedServiceKeys implements SealedRows {
    private final JdbcClient jdbc;
    private final Sealer sealer;

    ResealedServiceKeys(JdbcClient jdbc, Keys keys) {
        this.jdbc = jdbc;
        this.sealer = keys.sealer("service-key");
    }

    private record Row(String id, byte[] sealed) {}

    @Override
    public String what() {
        return "key pairs";
    }

    @Override
    public int reseal() {
        return jdbc
                .sql("select id, private_key from service_key")
                .query((row, _) -> new Row(row.getString("id"), row.getBytes("private_key")))
                .list()
                .stream()
                .filter(row -> !sealer.current(row.sealed()))
                .mapToInt(this::reseal)
                .sum();
    }

    // What somebody writes meanwhile is under the first key already, and is not overwritten.
    private int reseal(Row row) {
        var place = ServiceKeyStore.place(row.id());
        var plain = sealer.open(row.sealed(), place)
                .orElseThrow(() -> new IllegalStateException("key pairs: one that none of the sealing keys opens"));
        return jdbc.sql("update service_key set private_key = :new where id = :id and private_key = :old")
                .param("new", sealer.seal(plain, place))
                .param("old", row.sealed())
                .param("id", row.id())
                .update();
    }
}
