package io.gatehouse.keys;

import static io.gatehouse.keys.ServiceKeys.Purpose.GRANT_SIGNING;
import static io.gatehouse.keys.ServiceKeys.Purpose.SAML_ENCRYPTION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.gatehouse.keys.KeyRotation.Rotation;
import io.gatehouse.keys.KeyRotation.State;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class KeyRotationTests {
    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));

    @OnBothDatabases
    void publishesTheNextKeyBeforeItIsUsedAndTheOldOneAfter(TestDatabase db) {
        var first = fresh(db, GRANT_SIGNING);

        var begun = (Rotation.Begun) rotation(db).grants(false);

        assertThat(begun.usedFrom()).isAfterOrEqualTo(clock.instant().plus(JwksController.MAX_AGE));
        assertThat(ids(db, GRANT_SIGNING)).containsExactly(first.id(), begun.keyId());
        clock.set(begun.usedFrom());
        assertThat(ids(db, GRANT_SIGNING)).containsExactly(begun.keyId(), first.id());
        clock.set(begun.oldUntil().plusSeconds(1));
        assertThat(ids(db, GRANT_SIGNING)).containsExactly(begun.keyId());
    }

    @OnBothDatabases
    void usesTheNextKeyAtOnceIfTold(TestDatabase db) {
        var first = fresh(db, GRANT_SIGNING);

        var begun = (Rotation.Begun) rotation(db).grants(true);

        assertThat(ids(db, GRANT_SIGNING)).containsExactly(begun.keyId(), first.id());
    }

    @OnBothDatabases
    void beginsNoSecondRotationBeforeTheFirstIsThrough(TestDatabase db) {
        fresh(db, GRANT_SIGNING);
        var begun = (Rotation.Begun) rotation(db).grants(false);

        assertThat(rotation(db).grants(false)).isEqualTo(new Rotation.UnderWay(begun.keyId(), begun.usedFrom()));
        clock.set(begun.usedFrom().plusSeconds(1));
        assertThat(rotation(db).grants(false)).isInstanceOf(Rotation.Begun.class);
    }

    @OnBothDatabases
    void beginsOnceWhenTwoWantTo(TestDatabase db) {
        fresh(db, GRANT_SIGNING);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                threads.submit(() -> rotation(db).grants(false));
            }
        }
        assertThat(ids(db, GRANT_SIGNING)).hasSize(2);
    }

    @OnBothDatabases
    void hasNothingToRotateBeforeTheFirstUse(TestDatabase db) {
        db.jdbc().sql("delete from service_key").update();

        assertThat(rotation(db).grants(false)).isEqualTo(new Rotation.NothingYet());
    }

    @OnBothDatabases
    void acceptsBothKeysOfEncryptedAssertionsMeanwhile(TestDatabase db) {
        var first = fresh(db, SAML_ENCRYPTION);

        var begun = (Rotation.Begun) rotation(db).saml(SAML_ENCRYPTION, Duration.ofDays(14));

        assertThat(ids(db, SAML_ENCRYPTION)).containsExactly(first.id(), begun.keyId());
        clock.advance(Duration.ofDays(15));
        assertThat(ids(db, SAML_ENCRYPTION)).containsExactly(begun.keyId(), first.id());
        assertThat(rotation(db).published(SAML_ENCRYPTION))
                .extracting(p -> p.key().publishedUntil())
                .containsExactly(null, begun.oldUntil());
    }

    @OnBothDatabases
    void changesTheAlgorithmOfGrantsByTheSameRotation(TestDatabase db) throws Exception {
        var first = fresh(db, GRANT_SIGNING);

        var ed25519 = (Rotation.Begun) rotation(db, GrantAlgorithm.EDDSA).grants(false);

        assertThat(ids(db, GRANT_SIGNING)).containsExactly(first.id(), ed25519.keyId());
        clock.set(ed25519.usedFrom());
        var rsa = (Rotation.Begun) rotation(db, GrantAlgorithm.PS256).grants(true);
        assertThat(ids(db, GRANT_SIGNING)).containsExactly(rsa.keyId(), ed25519.keyId(), first.id());
        var published =
                new JwksController(() -> node(db).all(GRANT_SIGNING)).jwks().getBody();
        assertThat(JWKSet.parse(new String(Objects.requireNonNull(published), UTF_8))
                        .getKeys())
                .noneMatch(JWK::isPrivate)
                .extracting(key -> key.getAlgorithm().getName())
                .containsExactly("PS256", "EdDSA", "ES256");
    }

    @OnBothDatabases
    void saysHowEachPublishedKeyStands(TestDatabase db) {
        var first = fresh(db, SAML_ENCRYPTION);
        assertThat(rotation(db).published(SAML_ENCRYPTION)).singleElement().satisfies(only -> {
            assertThat(only.state()).isEqualTo(State.CURRENT);
            assertThat(only.key().keyId()).isEqualTo(first.id());
            assertThat(only.key().fingerprint())
                    .isEqualTo(HexFormat.of()
                            .formatHex(Sha256.of(first.certificate().getEncoded())));
        });
        var made = clock.instant();
        var begun = (Rotation.Begun) rotation(db).saml(SAML_ENCRYPTION, Duration.ofDays(14));
        assertThat(rotation(db).published(SAML_ENCRYPTION))
                .extracting(p -> p.state())
                .containsExactly(State.NEXT, State.CURRENT);
        clock.set(begun.usedFrom());
        assertThat(rotation(db).published(SAML_ENCRYPTION))
                .extracting(p -> p.state())
                .containsExactly(State.CURRENT, State.OLD);
        assertThat(rotation(db).published(SAML_ENCRYPTION).getFirst().key()).satisfies(key -> {
            assertThat(key.publishedFrom()).isEqualTo(made);
            assertThat(key.usedFrom()).isEqualTo(begun.usedFrom());
        });
        clock.set(begun.oldUntil());
        assertThat(rotation(db).published(SAML_ENCRYPTION)).hasSize(1);
    }

    @OnBothDatabases
    void sealsAnewWhatIsUnderAnOlderSealingKey(TestDatabase db) {
        var first = fresh(db, GRANT_SIGNING);
        var both = TestKeys.keys(TestKeys.base64(2), TestKeys.base64(1));
        var rotation = new SealingRotation(List.of(new ResealedServiceKeys(db.jdbc(), both)));

        assertThat(rotation.run()).containsEntry("key pairs", 1);
        assertThat(rotation.run()).containsEntry("key pairs", 0);

        var alone = new ServiceKeyStore(db.jdbc(), TestKeys.keys(TestKeys.base64(2)));
        assertThat(alone.published(GRANT_SIGNING, clock.instant()))
                .singleElement()
                .satisfies(k -> assertThat(k.key()).isEqualTo(first));
    }

    private ServiceKey fresh(TestDatabase db, Purpose purpose) {
        db.jdbc().sql("delete from service_key").update();
        return node(db).current(purpose);
    }

    private List<String> ids(TestDatabase db, Purpose purpose) {
        return node(db).all(purpose).stream().map(ServiceKey::id).toList();
    }

    private ServiceKeys node(TestDatabase db) {
        return new ServiceKeys(
                store(db),
                TestKeys.randomness(clock),
                clock,
                new DataSourceTransactionManager(db.dataSource()),
                new KeyProperties(GrantAlgorithm.ES256));
    }

    private KeyRotation rotation(TestDatabase db) {
        return rotation(db, GrantAlgorithm.ES256);
    }

    private KeyRotation rotation(TestDatabase db, GrantAlgorithm algorithm) {
        return new KeyRotation(
                store(db), TestKeys.randomness(clock), db.transactions(), new KeyProperties(algorithm), clock);
    }

    private static ServiceKeyStore store(TestDatabase db) {
        return new ServiceKeyStore(db.jdbc(), TestKeys.keys());
    }
}
