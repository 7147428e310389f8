package io.gatehouse.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.Origin;
import io.gatehouse.keys.Sha256;
import io.gatehouse.keys.Tagger;
import io.gatehouse.partner.DomainProof.How;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

class DomainProofsTests {
    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));
    private final Map<String, List<String>> dns = new HashMap<>();
    private final List<EventDraft> events = new ArrayList<>();
    private final String domain = "d-" + UUID.randomUUID() + ".example";

    @OnBothDatabases
    void routesNobodyByADomainThatIsOnlyClaimed(TestDatabase db) {
        var partner = made(db, domain);

        assertThat(partners(db).ofDomain(domain)).isEmpty();
        assertThat(partners(db).owns(partner.id(), "ada@" + domain)).isFalse();
        assertThat(partner.claims("ada@" + domain)).isTrue();
        assertThat(proofs(db).of(partner.id())).singleElement().matches(p -> !p.proved());
        assertThat(partners(db).find(partner.id()).orElseThrow().domains()).containsExactly(domain);
    }

    @OnBothDatabases
    void routesByADomainWhoseRecordIsThere(TestDatabase db) {
        var partner = made(db, domain);
        var proofs = proofs(db);
        var wanted = proofs.of(partner.id()).getFirst();
        dns.put("_gatehouse-challenge." + domain, List.of("v=spf1 -all", wanted.challenge()));

        assertThat(proofs.check(partner.id(), domain))
                .hasValueSatisfying(p -> assertThat(p.how()).isEqualTo(How.DNS));

        assertThat(partners(db).ofDomain(domain)).map(Partner::id).hasValue(partner.id());
        assertThat(partners(db).owns(partner.id(), "Ada@" + domain.toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
        assertThat(partners(db).owns(partner.id(), "ada@sub." + domain)).isFalse();
        assertThat(events)
                .singleElement()
                .satisfies(e -> assertThat(e.details().values())
                        .containsEntry("change", "domain proved")
                        .containsEntry("domain", domain));
    }

    @OnBothDatabases
    void takesNoRecordOfAnotherPartnerOrKind(TestDatabase db) {
        var partner = made(db, domain);
        var other = made(db, "other-" + domain);
        var proofs = proofs(db);
        var mine = proofs.of(partner.id()).getFirst().challenge();
        var theirs = proofs.of(other.id()).getFirst().challenge();
        dns.put(
                "_gatehouse-challenge." + domain,
                List.of(
                        theirs,
                        mine.substring(mine.indexOf('=') + 1),
                        "gatehouse-domain-proof=%%",
                        "gatehouse-domain-proof="));

        assertThat(proofs.check(partner.id(), domain))
                .hasValueSatisfying(p -> assertThat(p.proved()).isFalse());
        assertThat(events).isEmpty();
    }

    @OnBothDatabases
    void asksDnsByItselfOnceAnHour(TestDatabase db) {
        var partner = made(db, domain);
        var proofs = proofs(db);
        proofs.check(partner.id(), domain);
        dns.put(
                "_gatehouse-challenge." + domain,
                List.of(proofs.of(partner.id()).getFirst().challenge()));

        proofs.checkAll();
        assertThat(proofs.of(partner.id()).getFirst().proved()).isFalse();

        clock.advance(Duration.ofMinutes(61));
        proofs.checkAll();
        assertThat(proofs.of(partner.id()).getFirst().proved()).isTrue();
    }

    @OnBothDatabases
    void takesAnAdministratorsRecordedWordOnce(TestDatabase db) {
        var partner = made(db, domain);
        var proofs = proofs(db);

        proofs.vouch(partner.id(), domain, "account:1", Origin.INTERNAL);
        var proof = proofs.vouch(partner.id(), domain, "account:2", Origin.INTERNAL);

        assertThat(proof).hasValueSatisfying(p -> assertThat(p.provedBy()).isEqualTo("account:1"));
        assertThat(events).singleElement().satisfies(e -> assertThat(e.actor()).isEqualTo("account:1"));
        assertThat(proofs.vouch(partner.id(), "unclaimed.example", "account:1", Origin.INTERNAL))
                .isEmpty();
        assertThat(proofs.vouch(new PartnerId("nobody"), domain, "account:1", Origin.INTERNAL))
                .isEmpty();
    }

    @OnBothDatabases
    void takesAMergedFileForSuchAWordThoughAnotherOnlyClaims(TestDatabase db) {
        var squatter = made(db, domain);
        var owner = TestPartners.owning(domain);
        assertThat(partners(db).takenDomains(owner)).isEmpty();

        save(db, owner);

        assertThat(partners(db).ofDomain(domain)).map(Partner::id).hasValue(owner.id());
        assertThat(proofs(db).of(squatter.id())).isEmpty();
        assertThat(partners(db).takenDomains(squatter)).containsEntry(domain, owner.id());
    }

    @OnBothDatabases
    void keepsAProofWhenThePartnerIsSavedAgain(TestDatabase db) {
        var partner = made(db, domain);
        var proofs = proofs(db);
        proofs.vouch(partner.id(), domain, "account:1", Origin.INTERNAL);

        save(db, partner);

        assertThat(proofs.of(partner.id())).singleElement().matches(DomainProof::proved);
    }

    @OnBothDatabases
    void countsAClaimOfAnotherMadePartnerAsTaken(TestDatabase db) {
        var first = made(db, domain);
        var second = of(TestPartners.made(), domain);

        assertThat(partners(db).takenDomains(second)).containsEntry(domain, first.id());
    }

    private Partner made(TestDatabase db, String domain) {
        var partner = of(TestPartners.made(), domain);
        save(db, partner);
        return partner;
    }

    private static Partner of(Partner p, String domain) {
        return new Partner(
                p.id(),
                p.name(),
                Set.of(domain),
                p.authenticationTypes(),
                false,
                p.accountManager(),
                p.secondFactor(),
                null);
    }

    private void save(TestDatabase db, Partner partner) {
        db.transactions().executeWithoutResult(_ -> partners(db).save(partner));
    }

    private Partners partners(TestDatabase db) {
        return TestPartners.partners(db.jdbc(), TestPartners.version(db.jdbc(), clock));
    }

    private DomainProofs proofs(TestDatabase db) {
        return new DomainProofs(
                new DomainRows(db.jdbc()),
                TestPartners.version(db.jdbc(), clock),
                new Hashing(),
                name -> dns.getOrDefault(name, List.of()),
                db.transactions(),
                clock,
                (Consumer<EventDraft>) events::add);
    }

    /** Tags that anybody could make; that nobody can is the real one's own test. */
    private static final class Hashing implements Tagger {
        @Override
        public byte[] tag(byte[] value) {
            return Arrays.copyOf(Sha256.of(value), 16);
        }

        @Override
        public boolean verify(byte[] value, byte[] tag) {
            return MessageDigest.isEqual(tag(value), tag);
        }
    }
}
