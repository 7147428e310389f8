package io.gatehouse.keys;

import static io.gatehouse.keys.ServiceKeys.Purpose.GRANT_SIGNING;
import static io.gatehouse.keys.ServiceKeys.Purpose.SAML_ENCRYPTION;
import static io.gatehouse.keys.ServiceKeys.Purpose.SAML_SIGNING;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.keys.sealing.SealingKeyUnusable;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class ServiceKeysTests {
    private static final ServiceKeys.Maker MAKER = ServiceKeyForm.maker(GrantAlgorithm.ES256);
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T10:00:00Z"));

    @OnBothDatabases
    void makesAKeyOnceAndKnowsItOnEveryNode(TestDatabase db) {
        none(db);
        var key = node(db).current(GRANT_SIGNING);
        assertThat(node(db).current(GRANT_SIGNING)).isEqualTo(key);
        assertThat(node(db).all(GRANT_SIGNING)).containsExactly(key);
        assertThat(((ECPublicKey) key.certificate().getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength())
                .isEqualTo(256);
    }

    @OnBothDatabases
    void keepsSigningAndEncryptionApart(TestDatabase db) throws Exception {
        none(db);
        var signing = node(db).current(SAML_SIGNING);
        assertThat(node(db).current(SAML_ENCRYPTION)).isNotEqualTo(signing);
        assertThat(((RSAPublicKey) signing.certificate().getPublicKey())
                        .getModulus()
                        .bitLength())
                .isEqualTo(3072);
        signing.certificate().verify(signing.certificate().getPublicKey());
        signing.certificate().checkValidity(java.util.Date.from(clock.instant()));
        assertThat(signing.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=gatehouse");

        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(signing.privateKey());
        var signed = signature.sign();
        signature.initVerify(signing.certificate());
        assertThat(signature.verify(signed)).isTrue();
    }

    @OnBothDatabases
    void agreesOnOneKeyWhenManyNodesNeedTheFirstAtOnce(TestDatabase db) {
        none(db);
        var ids = ConcurrentHashMap.<String>newKeySet();
        try (var nodes = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                nodes.submit(() -> ids.add(node(db).current(GRANT_SIGNING).id()));
            }
        }
        assertThat(ids).hasSize(1);
    }

    @OnBothDatabases
    void keepsAKeyMadeInATransactionThatRollsBack(TestDatabase db) {
        none(db);
        var keys = node(db);
        db.transactions().executeWithoutResult(transaction -> {
            keys.current(GRANT_SIGNING);
            transaction.setRollbackOnly();
        });
        assertThat(node(db).current(GRANT_SIGNING)).isEqualTo(keys.current(GRANT_SIGNING));
    }

    @OnBothDatabases
    void seesAnAnnouncedKeyButUsesItOnlyFromItsTimeOn(TestDatabase db) {
        none(db);
        var keys = node(db);
        var first = keys.current(GRANT_SIGNING);
        db.jdbc()
                .sql("update service_key set used_from = :from, generation = 2 where id = :id")
                .param("from", clock.instant().plusSeconds(600).atOffset(UTC))
                .param("id", first.id())
                .update();
        var second = MAKER.make(GRANT_SIGNING, clock.instant(), TestKeys.randomness(clock));
        store(db).claimFirst(GRANT_SIGNING, clock.instant());
        store(db).fill(GRANT_SIGNING, second);

        clock.advance(Duration.ofMinutes(2));
        assertThat(keys.all(GRANT_SIGNING)).containsExactly(second, first);
        clock.advance(Duration.ofMinutes(9));
        assertThat(keys.all(GRANT_SIGNING)).containsExactly(first, second);
    }

    @OnBothDatabases
    void publishesARetiredKeyUntilItsTimeIsOver(TestDatabase db) {
        none(db);
        var keys = node(db);
        var first = keys.current(GRANT_SIGNING);
        db.jdbc()
                .sql("update service_key set published_until = :until")
                .param("until", clock.instant().plusSeconds(600).atOffset(UTC))
                .update();
        clock.advance(Duration.ofMinutes(2));
        assertThat(keys.all(GRANT_SIGNING)).containsExactly(first);
        assertThat(store(db).published(GRANT_SIGNING, clock.instant().plusSeconds(600)))
                .isEmpty();
    }

    @OnBothDatabases
    void saysSoWhenTheKeysInTheDatabaseWereSealedUnderAnotherKey(TestDatabase db) {
        none(db);
        node(db).current(GRANT_SIGNING);
        var stranger = new ServiceKeyStore(db.jdbc(), TestKeys.keys(TestKeys.base64(9)));
        assertThatThrownBy(() -> stranger.published(GRANT_SIGNING, clock.instant()))
                .isInstanceOf(SealingKeyUnusable.class);
    }

    @OnBothDatabases
    void doesNotOpenAPrivateKeyMovedToAnotherRow(TestDatabase db) {
        none(db);
        node(db).current(GRANT_SIGNING);
        db.jdbc().sql("update service_key set id = 'another'").update();
        assertThatThrownBy(() -> node(db).current(GRANT_SIGNING)).isInstanceOf(SealingKeyUnusable.class);
    }

    @OnBothDatabases
    void makesTheFirstKeyOnceHoweverManyNeedItOnHoweverManyNodes(TestDatabase db) {
        none(db);
        var made = new AtomicInteger();
        ServiceKeys.Maker slow = (purpose, now, randomness) -> {
            made.incrementAndGet();
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            return MAKER.make(purpose, now, randomness);
        };
        var ids = ConcurrentHashMap.<String>newKeySet();
        var nodes = List.of(node(db, slow), node(db, slow), node(db, slow));
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < 12; i++) {
                var node = nodes.get(i % nodes.size());
                threads.submit(() -> ids.add(node.current(GRANT_SIGNING).id()));
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(made).hasValue(1);
    }

    @OnBothDatabases
    void leavesNothingOfAKeyThatCouldNotBeMade(TestDatabase db) {
        none(db);
        var broken = node(db, (_, _, _) -> {
            throw new IllegalStateException("no entropy");
        });
        assertThatThrownBy(() -> broken.current(GRANT_SIGNING)).hasMessage("no entropy");
        assertThat(node(db).current(GRANT_SIGNING).id()).doesNotStartWith("claim");
    }

    private ServiceKeys node(TestDatabase db) {
        return node(db, MAKER);
    }

    private ServiceKeys node(TestDatabase db, ServiceKeys.Maker maker) {
        return new ServiceKeys(
                store(db), TestKeys.randomness(clock), clock, new DataSourceTransactionManager(db.dataSource()), maker);
    }

    private static ServiceKeyStore store(TestDatabase db) {
        return new ServiceKeyStore(db.jdbc(), TestKeys.keys());
    }

    private static void none(TestDatabase db) {
        db.jdbc().sql("delete from service_key").update();
    }
}
