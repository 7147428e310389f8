package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.AccountId;
import io.gatehouse.keys.TestKeys;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestDatabase;
import java.time.Instant;
import java.util.UUID;

class ResealedPasswordsTests {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    @OnBothDatabases
    void opensUnderTheNewKeyAloneAfterwards(TestDatabase db) {
        db.jdbc().sql("delete from cloud_password").update();
        var account = new AccountId(UUID.randomUUID());
        new CloudPasswords(db.jdbc(), TestKeys.keys()).write(account, "$argon2id$…", NOW);
        var resealed = new ResealedPasswords(db.jdbc(), TestKeys.keys(TestKeys.base64(2), TestKeys.base64(1)));

        assertThat(resealed.reseal()).isEqualTo(1);
        assertThat(resealed.reseal()).isZero();

        assertThat(new CloudPasswords(db.jdbc(), TestKeys.keys(TestKeys.base64(2))).hash(account))
                .isPresent();
        assertThat(new CloudPasswords(db.jdbc(), TestKeys.keys()).hash(account)).isEmpty();
    }
}
