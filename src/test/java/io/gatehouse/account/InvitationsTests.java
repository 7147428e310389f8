package io.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.Invitations.Answer;
import io.gatehouse.account.Invitations.Opened;
import io.gatehouse.keys.Sha256;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

class InvitationsTests {
    private static final String LINK = "https://gate.example/invitation/";

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @OnBothDatabases
    void givesALinkThatOpensTheInvitation(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var link = people.invite("Ada");
        assertThat(link).startsWith(LINK);
        assertThat(open(people, link))
                .isEqualTo(new Opened.Valid(people.partner().id(), people.email("ada")));
        assertThat(people.invitations()
                        .find(people.email("ADA"), people.partner().id()))
                .hasValueSatisfying(i -> {
                    assertThat(i.state()).isEqualTo(Invitation.State.OPEN);
                    assertThat(i.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
                });
        assertThat(people.events()).singleElement().satisfies(event -> {
            assertThat(event.subject().email()).isEqualTo(people.email("ada"));
            assertThat(event.actor()).isEqualTo("cli");
            assertThat(event.details().values())
                    .containsEntry("step", "invited")
                    .containsEntry("mailed", false);
            assertThat(event.toString()).doesNotContain(link.substring(LINK.length()));
        });
    }

    @OnBothDatabases
    void keepsOnlyTheHashOfTheToken(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var token = people.invite("ada").substring(LINK.length());
        var kept = db.jdbc()
                .sql("select token_hash from invitation where email = :email")
                .param("email", people.email("ada"))
                .query((row, _) -> row.getBytes(1))
                .single();
        assertThat(kept).isEqualTo(Sha256.of(token)).hasSize(32);
    }

    @OnBothDatabases
    void invitingAgainEndsTheLinkBefore(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var before = people.invite("ada");
        clock.advance(Duration.ofDays(8));
        assertThat(open(people, before))
                .isEqualTo(new Opened.Expired(people.partner().id()));
        var after = people.invite("ada");
        assertThat(open(people, before)).isEqualTo(new Opened.Unknown());
        assertThat(open(people, after)).isInstanceOf(Opened.Valid.class);
        assertThat(people.events())
                .anyMatch(
                        event -> "invited-again".equals(event.details().values().get("step")));
    }

    @OnBothDatabases
    void anAcceptedInvitationsLinkOpensNothing(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var link = people.invite("ada");
        people.resolve(people.identity("s1", people.email("ada")), false);
        assertThat(open(people, link)).isEqualTo(new Opened.Unknown());
        assertThat(people.invitations()
                        .find(people.email("ada"), people.partner().id()))
                .hasValueSatisfying(i -> assertThat(i.state()).isEqualTo(Invitation.State.ACCEPTED));
    }

    @OnBothDatabases
    void aRevokedInvitationsLinkOpensNothing(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var link = people.invite("ada");
        assertThat(revoke(db, people)).isTrue();
        assertThat(open(people, link)).isEqualTo(new Opened.Unknown());
        assertThat(revoke(db, people)).isFalse();
        assertThat(people.events())
                .filteredOn(event -> "revoked".equals(event.details().values().get("step")))
                .hasSize(1);
    }

    @OnBothDatabases
    void opensNothingForWhatIsNoToken(TestDatabase db) {
        var invitations = new TestAccounts(db, clock).invitations();
        assertThat(invitations.open("")).isEqualTo(new Opened.Unknown());
        assertThat(invitations.open("é".repeat(43))).isEqualTo(new Opened.Unknown());
        assertThat(invitations.open("a".repeat(43))).isEqualTo(new Opened.Unknown());
    }

    @OnBothDatabases
    void refusesAnAddressOutsideThePartnersDomains(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        assertThat(reason(people.invite("eve@elsewhere.example", people.partner())))
                .isEqualTo(Reason.DOMAIN_NOT_OWNED);
        assertThat(reason(people.invite("no address", people.partner()))).isEqualTo(Reason.ATTRIBUTE_MISSING);
        assertThat(people.events()).isEmpty();
    }

    @OnBothDatabases
    void invitesAnyAddressWhereThereIsNoDomainAndOnlyPasswords(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var id = "p-" + UUID.randomUUID();
        var operators = TestAccounts.partner(id, Set.of(), Set.of(AuthenticationType.CLOUD));
        assertThat(people.invite("root@vendor.example", operators)).isInstanceOf(Answer.Invited.class);
        var sso = TestAccounts.partner(id, Set.of(), Set.of(AuthenticationType.CLOUD, AuthenticationType.SSO));
        assertThat(reason(people.invite("root@vendor.example", sso))).isEqualTo(Reason.DOMAIN_NOT_OWNED);
    }

    private static Opened open(TestAccounts people, String link) {
        return people.invitations().open(link.substring(LINK.length()));
    }

    private static boolean revoke(TestDatabase db, TestAccounts people) {
        return Boolean.TRUE.equals(db.transactions()
                .execute(_ -> people.invitations()
                        .revoke(people.email("ada"), people.partner().id(), "cli", people.context())));
    }

    private static Reason reason(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused) answer).why().reason();
    }
}
