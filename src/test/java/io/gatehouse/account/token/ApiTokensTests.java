package io.gatehouse.account.token;

import static io.gatehouse.account.token.ApiToken.Scope.ADMIN;
import static io.gatehouse.account.token.ApiToken.Scope.AUDITOR;
import static io.gatehouse.account.token.ApiToken.Scope.PARTNER_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.account.ConsolePartner;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.Origin;
import io.gatehouse.audit.TestEvents;
import io.gatehouse.keys.TestKeys;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

class ApiTokensTests {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration LIFE = Duration.ofDays(90);

    private final TestClock clock = new TestClock(NOON);
    private final PartnerId partner = new PartnerId(UUID.randomUUID().toString());

    @OnBothDatabases
    void recognisesATokenUntilItExpires(TestDatabase db) {
        var created = tokens(db).create(PARTNER_ADMIN, partner, LIFE, "cli", Origin.INTERNAL);
        assertThat(created.text()).matches("gatehouse_[A-Za-z0-9_-]{43}");
        assertThat(tokens(db).recognise(created.text())).hasValue(created.token());
        clock.set(NOON.plus(LIFE).minusMillis(1));
        assertThat(tokens(db).recognise(created.text())).isPresent();
        clock.set(NOON.plus(LIFE));
        assertThat(tokens(db).recognise(created.text())).isEmpty();
    }

    @OnBothDatabases
    void ofTheVendorsPartnerAreNotMadeAndOpenNothing(TestDatabase db) {
        var created = tokens(db).create(PARTNER_ADMIN, partner, LIFE, "cli", Origin.INTERNAL);
        var theirs = tokens(db, new ConsolePartner(partner.value()));
        assertThat(theirs.recognise(created.text())).isEmpty();
        assertThat(theirs.opens(created.token())).isFalse();
        assertThat(tokens(db).opens(created.token())).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> theirs.create(PARTNER_ADMIN, partner, LIFE, "cli", Origin.INTERNAL));
    }

    @OnBothDatabases
    void refusesWhatIsNoTokenOfOurs(TestDatabase db) {
        var created = tokens(db).create(ADMIN, null, LIFE, "cli", Origin.INTERNAL);
        var bare = created.text().substring(ApiTokens.PREFIX.length());
        for (var text : List.of(
                "", "gatehouse_", bare, created.text() + "x", created.text().toUpperCase())) {
            assertThat(tokens(db).recognise(text)).isEmpty();
        }
    }

    @OnBothDatabases
    void refusesATokenOnceRevoked(TestDatabase db) {
        var created = tokens(db).create(PARTNER_ADMIN, partner, LIFE, "cli", Origin.INTERNAL);
        assertThat(tokens(db).revoke(created.token().id(), "cli", Origin.INTERNAL))
                .isTrue();
        assertThat(tokens(db).revoke(created.token().id(), "cli", Origin.INTERNAL))
                .isFalse();
        assertThat(tokens(db).revoke(UUID.randomUUID(), "cli", Origin.INTERNAL)).isFalse();
        assertThat(tokens(db).recognise(created.text())).isEmpty();
        assertThat(events(db))
                .extracting(event -> event.details().values().get("action"))
                .containsExactlyInAnyOrder("token created", "token revoked");
    }

    @OnBothDatabases
    void recordsWhoMadeItWithoutItsText(TestDatabase db) {
        var from = new Origin("192.0.2.7", "a browser", null, null);
        var created = tokens(db).create(PARTNER_ADMIN, partner, LIFE, "cli", from);
        assertThat(created.token().createdBy()).isEqualTo("cli");
        assertThat(events(db)).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(LoginEvent.Type.ADMINISTRATION);
            assertThat(event.origin().clientIp()).isEqualTo("192.0.2.7");
            assertThat(event.actor()).isEqualTo("cli", Origin.INTERNAL);
            assertThat(event.details().values()).containsEntry("scope", "partner-admin");
            assertThat(event.toString()).doesNotContain(created.text().substring(10));
        });
        assertThat(created.toString()).doesNotContain(created.text().substring(10));
    }

    @OnBothDatabases
    void keepsOnlyTheHash(TestDatabase db) {
        var created = tokens(db).create(AUDITOR, null, LIFE, "cli", Origin.INTERNAL);
        var kept = db.jdbc()
                .sql("select hash from api_token where id = :id")
                .param("id", created.token().id())
                .query((row, _) -> row.getBytes(1))
                .single();
        assertThat(kept).isEqualTo(TokenHash.of(created.text()).bytes()).hasSize(32);
    }

    @OnBothDatabases
    void notesAUseAtMostOnceAMinute(TestDatabase db) {
        var created = tokens(db).create(AUDITOR, null, LIFE, "cli", Origin.INTERNAL);
        use(db, created, Duration.ZERO);
        assertThat(lastUse(db, created)).isEqualTo(NOON);
        use(db, created, Duration.ofSeconds(60));
        assertThat(lastUse(db, created)).isEqualTo(NOON);
        use(db, created, Duration.ofSeconds(61));
        assertThat(lastUse(db, created)).isEqualTo(NOON.plusSeconds(61));
    }

    @OnBothDatabases
    void refusesAPartnerOutsideItsScopeAndALifeOfNothing(TestDatabase db) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens(db).create(ADMIN, partner, LIFE, "cli", Origin.INTERNAL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens(db).create(PARTNER_ADMIN, null, LIFE, "cli", Origin.INTERNAL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens(db).create(ADMIN, null, Duration.ZERO, "cli", Origin.INTERNAL));
    }

    private void use(TestDatabase db, ApiTokens.Created created, Duration afterNoon) {
        clock.set(NOON.plus(afterNoon));
        assertThat(tokens(db).recognise(created.text())).isPresent();
    }

    private Instant lastUse(TestDatabase db, ApiTokens.Created created) {
        return tokens(db).all().stream()
                .filter(token -> token.id().equals(created.token().id()))
                .findFirst()
                .map(ApiToken::lastUsedAt)
                .orElseThrow();
    }

    private List<LoginEvent> events(TestDatabase db) {
        var filter = new EventFilter(partner.value(), null, null, null, null, null, null, null, null, null);
        return TestEvents.on(db, clock).search(filter, 10).items();
    }

    private ApiTokens tokens(TestDatabase db) {
        return tokens(db, new ConsolePartner("operators"));
    }

    private ApiTokens tokens(TestDatabase db, ConsolePartner vendor) {
        return new ApiTokens(
                new ApiTokenStore(db.jdbc()),
                vendor,
                TestEvents.on(db, clock),
                TestKeys.randomness(clock),
                db.transactions(),
                clock);
    }
}
