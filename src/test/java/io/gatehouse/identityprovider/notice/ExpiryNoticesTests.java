package io.gatehouse.identityprovider.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.EventDraft;
import io.gatehouse.identityprovider.ProviderKeys.Place;
import io.gatehouse.identityprovider.ProviderKeys.ProviderKey;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.identityprovider.TestIdentityProviders;
import io.gatehouse.identityprovider.lifecycle.Step;
import io.gatehouse.identityprovider.lifecycle.TestRefreshedMetadata;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.identityprovider.notice.Deadline.Kind;
import io.gatehouse.identityprovider.refresh.TestMetadata;
import io.gatehouse.mail.Letter;
import io.gatehouse.partner.TestPartners;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

@SuppressWarnings("NullAway") // what is null here fails the test by itself
class ExpiryNoticesTests {
    private static final String KEYCLOAK = "keycloak-master-realm.xml";

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final RegistrationId id = new RegistrationId("n-" + UUID.randomUUID());
    private final List<Letter> letters = new ArrayList<>();
    private final List<EventDraft> events = new ArrayList<>();

    @OnBothDatabases
    void tellsOnceAtEachThresholdUntilTheEnd(TestDatabase db) {
        var life = live(db, TestDocuments.bytes(KEYCLOAK));
        var end = end(life);
        var notices = notices(db, life);

        at(end, 91, notices);
        assertThat(told()).isEmpty();
        at(end, 90, notices);
        at(end, 89, notices);
        assertThat(told()).containsExactly(90);
        at(end, 29, notices);
        at(end, 7, notices);
        at(end, 6, notices);
        at(end, 1, notices);
        at(end, 0, notices);
        at(end, -5, notices);

        assertThat(told()).containsExactly(90, 30, 7, 1);
        assertThat(mine()).hasSize(4).allSatisfy(l -> assertThat(l.text()).contains("Fingerprint"));
    }

    @OnBothDatabases
    void tellsOnceHoweverManyNodesLook(TestDatabase db) {
        var life = live(db, TestDocuments.bytes(KEYCLOAK));
        clock.set(end(life).minus(Duration.ofDays(5)));

        notices(db, life).tell();
        notices(db, life).tell();

        assertThat(told()).containsExactly(7);
    }

    @OnBothDatabases
    void tellsNoMoreOfAKeyThatWasReplaced(TestDatabase db) {
        var life = live(db, TestDocuments.bytes(KEYCLOAK));
        var end = end(life);
        var notices = notices(db, life);
        at(end, 30, notices);

        life.stages(id, TestMetadata.with(TestKeys.elliptic()).document());
        assertThat(life.activates(id)).isInstanceOf(Step.Done.class);
        at(end, 7, notices);

        assertThat(told()).containsExactly(30);
        var live = life.providers().live(id).orElseThrow();
        assertThat(TestIdentityProviders.providerKeys(db.jdbc(), clock).of(id, live, null, null))
                .extracting(ProviderKey::places)
                .containsExactly(List.of(Place.LIVE), List.of());
    }

    @OnBothDatabases
    void tellsOfMetadataThatEnds(TestDatabase db) {
        var document = TestDocuments.with(KEYCLOAK, "entityID=", "validUntil=\"2026-02-01T00:00:00Z\" entityID=");
        var life = live(db, document);

        at(Instant.parse("2026-02-01T00:00:00Z"), 3, notices(db, life));

        assertThat(told()).containsExactly(7);
        assertThat(mine()).singleElement().satisfies(l -> assertThat(l.text()).contains("validUntil"));
    }

    @OnBothDatabases
    void learnsTheDeadlinesOfWhatWentLiveBefore(TestDatabase db) {
        var life = live(db, TestDocuments.bytes(KEYCLOAK));
        var end = end(life);
        db.jdbc()
                .sql("delete from identity_provider_deadline where provider_id = :id")
                .param("id", id.value())
                .update();

        at(end, 20, notices(db, life));

        assertThat(told()).containsExactly(30);
    }

    @OnBothDatabases
    void countsWhatEnds(TestDatabase db) {
        var deadlines = new Deadlines(db.jdbc());
        var end = Instant.parse("2001-01-01T00:00:00Z");
        long before = deadlines.endingBy(Kind.METADATA, end);
        var life = live(db, TestDocuments.bytes(KEYCLOAK));
        db.transactions().executeWithoutResult(_ -> {
            var m = life.providers().live(id).orElseThrow().metadata();
            deadlines.renew(
                    id,
                    new IdpMetadata(
                            m.entityId(),
                            m.signingKeys(),
                            m.singleSignOn(),
                            m.singleLogout(),
                            m.wantAuthnRequestsSigned(),
                            m.nameIdFormats(),
                            end,
                            m.vendor()));
        });

        assertThat(deadlines.endingBy(Kind.METADATA, end)).isEqualTo(before + 1);
        assertThat(deadlines.endingBy(Kind.METADATA, end.minusSeconds(1))).isEqualTo(before);
    }

    @OnBothDatabases
    void listsWhatEndsApartFromWhatHasEnded(TestDatabase db) {
        live(db, TestDocuments.bytes(KEYCLOAK));
        var deadlines = new Deadlines(db.jdbc());
        var now = Instant.parse("2200-01-01T00:00:00Z"); // nobody else's connections end about then
        long endedBefore = deadlines.countEnding(Instant.EPOCH, now);
        for (int days : List.of(-30, -1, 0, 1, 2, 90)) {
            db.jdbc()
                    .sql("""
                            insert into identity_provider_deadline (provider_id, kind, about, ends_at)
                            values (:id, 'signing-key', :about, :ends)""")
                    .param("id", id.value())
                    .param("about", "day " + days)
                    .param("ends", now.plus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC))
                    .update();
        }
        var until = now.plus(Duration.ofDays(90));

        assertThat(deadlines.ending(now, until, 2)).extracting(Deadline::about).containsExactly("day 1", "day 2");
        assertThat(deadlines.ending(now, until, 9))
                .extracting(Deadline::about)
                .containsExactly("day 1", "day 2", "day 90");
        assertThat(deadlines.countEnding(now, until)).isEqualTo(3);
        assertThat(deadlines.ended(now, 3)).extracting(Deadline::about).containsExactly("day 0", "day -1", "day -30");
        assertThat(deadlines.countEnding(Instant.EPOCH, now)).isEqualTo(endedBefore + 3);
        db.jdbc()
                .sql("delete from identity_provider_deadline where provider_id = :id")
                .param("id", id.value())
                .update();
    }

    private TestRefreshedMetadata live(TestDatabase db, byte[] document) {
        var life = new TestRefreshedMetadata(db, clock, TestPartners.made());
        life.stages(id, document);
        life.activates(id);
        return life;
    }

    private Instant end(TestRefreshedMetadata life) {
        return life.providers().live(id).orElseThrow().metadata().signingKeys().stream()
                .map(SigningKey::certificate)
                .map(c -> c.getNotAfter().toInstant())
                .findFirst()
                .orElseThrow();
    }

    private ExpiryNotices notices(TestDatabase db, TestRefreshedMetadata life) {
        return new ExpiryNotices(
                new Deadlines(db.jdbc()),
                life.providers(),
                TestHerald.of(life.partners(), letters),
                (Consumer<EventDraft>) events::add,
                db.transactions(),
                clock);
    }

    private void at(Instant end, int daysBefore, ExpiryNotices notices) {
        clock.set(end.minus(Duration.ofDays(daysBefore)));
        notices.tell();
    }

    // Other tests' connections are in the same database.
    private List<Integer> told() {
        return events.stream()
                .filter(e -> id.value().equals(e.context().subject().identityProvider()))
                .map(e -> (Integer) e.details().values().get("within_days"))
                .toList();
    }

    private List<Letter> mine() {
        return letters.stream()
                .filter(l ->
                        l.to().equals("admin@vendor.example") && l.subject().contains(id.value()))
                .toList();
    }
}
