package io.gatehouse.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

class PartnersTests {
    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));

    @OnBothDatabases
    void keepsAPartnerAsItIs(TestDatabase db) {
        var partners = node(db);
        var partner = TestPartners.owning(newDomain(), newDomain());

        db.transactions().executeWithoutResult(tx -> partners.save(partner));

        assertThat(partners.find(partner.id())).contains(partner);
        assertThat(partners.page(partner.id().value(), "", 2)).containsExactly(partner);
    }

    @OnBothDatabases
    void keepsAPartnerWithNothingSaid(TestDatabase db) {
        var partners = node(db);
        var bare = new Partner(
                new PartnerId("p-" + UUID.randomUUID()),
                "Bare",
                Set.of(),
                Set.of(),
                false,
                null,
                SecondFactorPolicy.REQUIRED,
                null);

        db.transactions().executeWithoutResult(tx -> partners.save(bare));

        assertThat(partners.find(bare.id())).contains(bare);
    }

    @OnBothDatabases
    void findsThePartnerOfADomainHoweverItIsSpelled(TestDatabase db) {
        var partners = node(db);
        var domain = newDomain();
        var partner = TestPartners.owning(domain);
        db.transactions().executeWithoutResult(tx -> partners.save(partner));

        assertThat(partners.ofDomain(domain.toUpperCase(java.util.Locale.ROOT))).contains(partner);
        assertThat(partners.ofDomain("sub." + domain)).isEmpty();
        assertThat(partners.ofDomain("no domain")).isEmpty();
    }

    @OnBothDatabases
    void letsGoOfADomainThatIsNoLongerNamed(TestDatabase db) {
        var partners = node(db);
        var domain = newDomain();
        var before = TestPartners.owning(domain);
        db.transactions().executeWithoutResult(tx -> partners.save(before));

        db.transactions()
                .executeWithoutResult(
                        tx -> partners.save(TestPartners.named(before.id().value(), Set.of())));

        assertThat(partners.ofDomain(domain)).isEmpty();
    }

    @OnBothDatabases
    void tellsWhoseADomainIsAlreadyAndKeepsItTheirs(TestDatabase db) {
        var partners = node(db);
        var domain = newDomain();
        var first = TestPartners.owning(domain);
        var second = TestPartners.owning(domain, newDomain());
        db.transactions().executeWithoutResult(tx -> partners.save(first));

        assertThat(partners.takenDomains(second)).isEqualTo(Map.of(domain, first.id()));
        assertThat(partners.takenDomains(first)).isEmpty();
        assertThatThrownBy(() -> db.transactions().executeWithoutResult(tx -> partners.save(second)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(partners.find(second.id())).isEmpty();
        assertThat(partners.ofDomain(domain)).contains(first);
    }

    @OnBothDatabases
    void showsAnotherNodesChangeWithinASecond(TestDatabase db) {
        var here = node(db);
        var there = node(db);
        var partner = TestPartners.owning();
        assertThat(there.find(partner.id())).isEmpty();

        db.transactions().executeWithoutResult(tx -> here.save(partner));

        assertThat(here.find(partner.id())).contains(partner);
        assertThat(there.find(partner.id())).as("within the second").isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(there.find(partner.id())).contains(partner);
    }

    @OnBothDatabases
    void forgetsWhatWasRolledBack(TestDatabase db) {
        var partners = node(db);
        var partner = TestPartners.owning();

        db.transactions().executeWithoutResult(tx -> {
            partners.save(partner);
            assertThat(partners.find(partner.id())).as("by whoever wrote it").contains(partner);
            tx.setRollbackOnly();
        });

        assertThat(partners.find(partner.id())).isEmpty();
    }

    @OnBothDatabases
    void changesNothingOutsideATransaction(TestDatabase db) {
        assertThatThrownBy(() -> node(db).save(TestPartners.owning())).isInstanceOf(IllegalStateException.class);
    }

    private Partners node(TestDatabase db) {
        return new Partners(db.jdbc(), new ConfigurationVersion(db.jdbc(), clock), new DomainRows(db.jdbc()), clock);
    }

    private static String newDomain() {
        return UUID.randomUUID() + ".example";
    }
}
