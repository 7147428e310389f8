package io.gatehouse.account;

import static io.gatehouse.reason.Reason.ACCOUNT_NOT_INVITED;
import static io.gatehouse.reason.Reason.ACCOUNT_SUSPENDED;
import static io.gatehouse.reason.Reason.ATTRIBUTE_MISSING;
import static io.gatehouse.reason.Reason.DOMAIN_NOT_OWNED;
import static io.gatehouse.reason.Reason.INVITATION_EXPIRED;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.Accounts.Resolution;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

class AccountsTests {
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @OnBothDatabases
    void aFirstSignInAcceptsTheInvitation(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        people.invite("ada");
        var account =
                known(people.resolve(people.identity("s1", people.email("Ada").toUpperCase()), false));
        assertThat(account.email()).isEqualTo(people.email("ada"));
        assertThat(account.groups()).containsExactly("buyers");
        assertThat(account.id().value().version()).isEqualTo(7);
        assertThat(people.accounts().find(account.id())).contains(account);
        assertThat(people.accounts().find(people.partner().id(), people.email("ADA")))
                .contains(account);
        assertThat(people.events()).anySatisfy(event -> {
            assertThat(event.type()).isEqualTo(LoginEvent.Type.INVITATION);
            assertThat(event.subject().account()).isEqualTo(account.id().value());
            assertThat(event.details().values())
                    .containsEntry("step", "accepted")
                    .containsEntry("issuer", TestAccounts.ISSUER)
                    .containsEntry("invited_by", "cli");
        });
    }

    @OnBothDatabases
    void findsABoundPersonAgainWhateverTheirAddressNow(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var ada = people.ada();
        var married = known(people.resolve(people.identity("ada-subject", people.email("ada.king")), false));
        assertThat(married.id()).isEqualTo(ada.id());
        assertThat(married.email()).isEqualTo(people.email("ada.king"));
        assertThat(people.accounts().find(ada.id())).contains(married);
        assertThat(known(people.resolve(people.identity("ada-subject", null), false)))
                .isEqualTo(married);
    }

    @OnBothDatabases
    void keepsTheAddressThatAColleagueHas(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var ada = people.ada();
        people.invite("bob");
        people.resolve(people.identity("bob-subject", people.email("bob")), false);
        var resolution = people.resolve(people.identity("ada-subject", people.email("bob")), false);
        assertThat(known(resolution)).isEqualTo(ada);
        assertThat(((Resolution.Known) resolution).evidence().values())
                .containsEntry("email_not_taken_over", people.email("bob"));
    }

    @OnBothDatabases
    void writesNamesAndGroupsAsAssertedNow(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var ada = people.ada();
        var groups = IntStream.range(0, 200).mapToObj(i -> "group " + i).toList();
        var partner = people.partner().id();
        var many =
                new SsoIdentity(partner, TestAccounts.ISSUER, "ada-subject", people.email("ada"), null, "King", groups);
        var account = known(people.resolve(many, false));
        assertThat(account.groups()).isEqualTo(groups);
        assertThat(account.givenName()).isEqualTo("Ada");
        assertThat(account.familyName()).isEqualTo("King");
        assertThat(people.accounts().find(ada.id())).contains(account);
        var none = new SsoIdentity(
                partner, TestAccounts.ISSUER, "ada-subject", people.email("ada"), null, null, List.of());
        assertThat(known(people.resolve(none, false)).groups()).isEmpty();
    }

    @OnBothDatabases
    void refusesAnAddressInADomainThatIsOnlyClaimed(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        people.invite("ada");
        people.unproved();
        for (boolean justInTime : new boolean[] {true, false}) {
            var refused = (Accounts.Resolution.Refused)
                    people.resolve(people.identity("s1", people.email("ada")), justInTime);
            assertThat(refused.why().reason()).isEqualTo(DOMAIN_NOT_OWNED);
            assertThat(refused.why().evidence().values())
                    .containsEntry("problem", "the domain is claimed and not proved");
        }
        assertThat(people.accounts().find(people.partner().id(), people.email("ada")))
                .isEmpty();
    }

    @OnBothDatabases
    void refusesAnAddressOutsideThePartnersDomains(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        people.ada();
        assertThat(reason(people.resolve(people.identity("s2", "ada@elsewhere.example"), true)))
                .isEqualTo(DOMAIN_NOT_OWNED);
        assertThat(reason(people.resolve(people.identity("ada-subject", "ada@elsewhere.example"), true)))
                .isEqualTo(DOMAIN_NOT_OWNED);
        var lookalike = people.email("ada").replace(".example", ".example.evil");
        assertThat(reason(people.resolve(people.identity("s3", lookalike), true)))
                .isEqualTo(DOMAIN_NOT_OWNED);
    }

    @OnBothDatabases
    void refusesWhoeverIsNotInvited(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        assertThat(reason(people.resolve(people.identity("s1", people.email("eve")), false)))
                .isEqualTo(ACCOUNT_NOT_INVITED);
        assertThat(people.count()).isZero();
    }

    @OnBothDatabases
    void refusesARevokedInvitation(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        people.invite("ada");
        db.transactions()
                .executeWithoutResult(_ -> people.invitations()
                        .revoke(people.email("ada"), people.partner().id(), "cli", people.context()));
        assertThat(reason(people.resolve(people.identity("s1", people.email("ada")), false)))
                .isEqualTo(ACCOUNT_NOT_INVITED);
    }

    @OnBothDatabases
    void refusesAnExpiredInvitation(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        people.invite("ada");
        clock.advance(Duration.ofDays(7));
        assertThat(reason(people.resolve(people.identity("s1", people.email("ada")), false)))
                .isEqualTo(INVITATION_EXPIRED);
        assertThat(people.count()).isZero();
    }

    @OnBothDatabases
    void refusesToHandAnAccountToAnotherSubjectOfItsAddress(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var ada = people.ada();
        var stranger = people.identity("other-subject", people.email("ada"));
        assertThat(reason(people.resolve(stranger, false))).isEqualTo(ACCOUNT_NOT_INVITED);
        assertThat(reason(people.resolve(stranger, true))).isEqualTo(ACCOUNT_NOT_INVITED);
        people.invite("ada");
        assertThat(known(people.resolve(stranger, false)).id()).isEqualTo(ada.id());
        assertThat(known(people.resolve(people.identity("ada-subject", null), false))
                        .id())
                .isEqualTo(ada.id());
    }

    @OnBothDatabases
    void doesNotHandWhoeverTookAnAddressTheCompanyOfItsOwner(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var eve = people.ada();
        people.resolve(people.identity("ada-subject", people.email("grace")), false);
        people.invite("grace");
        var grace = people.identity("grace-subject", people.email("grace"));
        var refused = (Accounts.Resolution.Refused) people.resolve(grace, false);
        assertThat(refused.why().reason()).isEqualTo(ACCOUNT_NOT_INVITED);
        assertThat(refused.why().evidence().values())
                .containsEntry("account", eve.id().toString())
                .containsKey("invitation");
        assertThat(reason(people.resolve(grace, true))).isEqualTo(ACCOUNT_NOT_INVITED);

        // Once she has her own address back, the owner of the other one comes in, to an account of their own.
        people.resolve(people.identity("ada-subject", people.email("ada")), false);
        assertThat(known(people.resolve(grace, false)).id()).isNotEqualTo(eve.id());
    }

    @OnBothDatabases
    void doesNotHandAnAccountMadeJustInTimeToWhoeverIsInvitedToItsAddress(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var squatter = known(people.resolve(people.identity("squatter", people.email("grace")), true));
        people.invite("grace");
        assertThat(reason(people.resolve(people.identity("grace-subject", people.email("grace")), true)))
                .isEqualTo(ACCOUNT_NOT_INVITED);
        assertThat(known(people.resolve(people.identity("squatter", null), true))
                        .id())
                .isEqualTo(squatter.id());
    }

    @OnBothDatabases
    void doesNotHandItToWhoeverHoldsTheLinkEither(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        people.ada();
        people.resolve(people.identity("ada-subject", people.email("grace")), false);
        var token = people.token("grace");
        var joined = db.transactions().execute(_ -> people.accounts().join(token, people.context()));
        assertThat(joined).isEmpty();
        assertThat(people.events())
                .anySatisfy(event -> assertThat(event.reason()).isEqualTo(ACCOUNT_NOT_INVITED));
    }

    @OnBothDatabases
    void comparesSubjectAndIssuerByteForByte(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        people.ada();
        for (var subject : List.of("Ada-subject", "ada-subject ", "ada-subject\u0301", "ADA-SUBJECT")) {
            assertThat(reason(people.resolve(people.identity(subject, null), false)))
                    .as(subject)
                    .isEqualTo(ATTRIBUTE_MISSING);
        }
        var elsewhere = new SsoIdentity(
                people.partner().id(), TestAccounts.ISSUER + "/", "ada-subject", null, null, null, List.of());
        assertThat(reason(people.resolve(elsewhere, false))).isEqualTo(ATTRIBUTE_MISSING);
    }

    @OnBothDatabases
    void makesAnAccountJustInTime(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var resolution = people.resolve(people.identity("x".repeat(1024), people.email("ada")), true);
        assertThat(((Resolution.Known) resolution).evidence().values()).containsEntry("provisioned", "just-in-time");
        assertThat(known(people.resolve(people.identity("x".repeat(1024), null), true)))
                .isEqualTo(known(resolution));
    }

    @OnBothDatabases
    void refusesTheSuspended(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        people.suspend(people.ada());
        assertThat(reason(people.resolve(people.identity("ada-subject", people.email("ada")), true)))
                .isEqualTo(ACCOUNT_SUSPENDED);
        people.invite("ada");
        assertThat(reason(people.resolve(people.identity("new-subject", people.email("ada")), false)))
                .isEqualTo(ACCOUNT_SUSPENDED);
    }

    @OnBothDatabases
    void refusesWhatNamesNobody(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var email = people.email("ada");
        assertThat(reason(people.resolve(people.identity("s1", null), true))).isEqualTo(ATTRIBUTE_MISSING);
        assertThat(reason(people.resolve(people.identity("s1", " "), true))).isEqualTo(ATTRIBUTE_MISSING);
        assertThat(reason(people.resolve(people.identity("s1", "\u202e" + email), true)))
                .isEqualTo(ATTRIBUTE_MISSING);
        assertThat(reason(people.resolve(people.identity(" ", email), true))).isEqualTo(ATTRIBUTE_MISSING);
        assertThat(reason(people.resolve(people.identity("x".repeat(1025), email), true)))
                .isEqualTo(ATTRIBUTE_MISSING);
        assertThat(people.count()).isZero();
    }

    private static Account known(Resolution resolution) {
        assertThat(resolution).isInstanceOf(Resolution.Known.class);
        return ((Resolution.Known) resolution).account();
    }

    private static Reason reason(Resolution resolution) {
        assertThat(resolution).isInstanceOf(Resolution.Refused.class);
        return ((Resolution.Refused) resolution).why().reason();
    }

    @OnBothDatabases
    void listsPeopleByAddressAPageAtATime(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        for (var name : List.of("ada", "bob", "cy_d", "dan")) {
            people.resolve(people.identity(name, people.email(name)), true);
        }
        var partner = people.partner().id();
        var first = people.accounts().page(partner, "", "", 2);
        assertThat(first).extracting(Account::email).containsExactly(people.email("ada"), people.email("bob"));
        assertThat(people.accounts().page(partner, "", first.getLast().email(), 2))
                .extracting(Account::email)
                .containsExactly(people.email("cy_d"), people.email("dan"));
        assertThat(people.accounts().page(partner, "BO", "", 9)).hasSize(1);
        assertThat(people.accounts().page(partner, "y_d", "", 9)).hasSize(1);
        assertThat(people.accounts().page(partner, "b_b", "", 9)).isEmpty();
        assertThat(people.accounts().page(partner, "ada love", "", 9)).hasSize(4);
        assertThat(people.accounts().page(new PartnerId("somebody-else"), "", "", 9))
                .isEmpty();
    }

    @OnBothDatabases
    void keepsPeopleOutAndLetsThemInAgainWithAnEventEach(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var ada = people.ada();
        db.transactions().executeWithoutResult(_ -> {
            assertThat(people.suspensions().suspend(ada, "account:root", people.context()))
                    .isTrue();
            assertThat(people.suspensions().suspend(ada, "account:root", people.context()))
                    .isFalse();
        });
        assertThat(people.accounts().find(ada.id()).orElseThrow().status()).isEqualTo(Account.Status.SUSPENDED);
        db.transactions()
                .executeWithoutResult(
                        _ -> assertThat(people.suspensions().resume(ada, "account:root", people.context()))
                                .isTrue());
        assertThat(people.accounts().find(ada.id()).orElseThrow().status()).isEqualTo(Account.Status.ACTIVE);
        assertThat(people.events())
                .filteredOn(e -> "account:root".equals(e.actor()))
                .extracting(e -> e.details().values().get("step"))
                .containsExactlyInAnyOrder("account-suspended", "account-resumed");
    }
}
