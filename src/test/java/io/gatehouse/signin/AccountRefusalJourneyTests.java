package io.gatehouse.signin;

import static io.gatehouse.reason.Reason.ACCOUNT_NOT_INVITED;
import static io.gatehouse.reason.Reason.ACCOUNT_SUSPENDED;
import static io.gatehouse.reason.Reason.ATTRIBUTE_MISSING;
import static io.gatehouse.reason.Reason.AUTHENTICATION_TYPE_NOT_ALLOWED;
import static io.gatehouse.reason.Reason.DOMAIN_NOT_OWNED;
import static io.gatehouse.reason.Reason.INVITATION_EXPIRED;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.Invitations;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.Origin;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.Stage;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPortal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People whose company vouches for them, and who still may not come in. */
class AccountRefusalJourneyTests {
    private static final TestIdentityProvider NORTHWIND = TestIdentityProvider.named("https://idp.northwind.example");
    private static final TestIdentityProvider FABRIKAM = TestIdentityProvider.named("https://idp.fabrikam.example");
    private static final TestIdentityProvider CONTOSO = TestIdentityProvider.named("https://idp.contoso.example");
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    private static Stage stage;
    private static TestPortal portal;
    private static Gateway gateway;
    private static Refusing refusing;

    private final HttpBrowser browser = new HttpBrowser();
    private int calls;

    @BeforeAll
    static void start() {
        stage = Stage.at(CLOCK, p -> {
            partner(p, "northwind", NORTHWIND, "sso", "provisioning: just-in-time");
            partner(p, "fabrikam", FABRIKAM, "sso, cloud", "provisioning: invited-only");
            partner(p, "contoso", CONTOSO, "cloud", "provisioning: just-in-time");
        });
        portal = stage.portal();
        gateway = stage.gateway();
        refusing = new Refusing(gateway);
    }

    private static void partner(
            Gateway.Preparation gateway, String id, TestIdentityProvider idp, String types, String provisioning) {
        gateway.file(id + "/idp.xml", idp.metadata("http://127.0.0.1:9/sso"))
                .file(id + "/partner.yaml", """
                partner: %1$s
                name: %1$s
                domains: [%1$s.example]
                authentication-types: [%2$s]
                account-manager: { name: Partner Care, email: care@vendor.example }
                second-factor: { policy: optional }
                identity-providers:
                  - id: %1$s-idp
                    metadata: idp.xml
                    %3$s
                """.formatted(id, types, provisioning));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @BeforeEach
    void countCalls() {
        calls = portal.calls().size();
    }

    @AfterEach
    void theClockGoesOn() {
        CLOCK.advance(Duration.ofMinutes(1));
    }

    private void nothingReachedThePortal() {
        assertThat(portal.calls()).hasSize(calls);
    }

    @Test
    void refusesAnAddressInADomainOfSomebodyElse() {
        for (var email :
                List.of("anna@fabrikam.example", "anna@northwind.example.evil.example", "anna@nowhere.example")) {
            var event =
                    refusing.refused(northwind(o -> o.nameId("domain").attribute("email", email)), DOMAIN_NOT_OWNED);
            assertThat(event.partner()).isEqualTo("northwind");
            assertThat(event.details()).contains(email);
        }
        nothingReachedThePortal();
        assertThat(accounts("anna@fabrikam.example")).isZero();
    }

    @Test
    void refusesAnAssertionWithoutAnAddress() {
        refusing.refused(northwind(o -> o.nameId("nobody").attribute("email")), ATTRIBUTE_MISSING);
        refusing.refused(northwind(o -> o.nameId("nobody").attribute("email", "not an address")), ATTRIBUTE_MISSING);
        nothingReachedThePortal();
    }

    @Test
    void bindsNobodyToATransientName() {
        var format = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
        var event = refusing.refused(
                northwind(o -> o.nameIdFormat(format).attribute("email", "passing@northwind.example")),
                ATTRIBUTE_MISSING);
        assertThat(event.details()).contains("transient");
        nothingReachedThePortal();
        assertThat(accounts("passing@northwind.example")).isZero();
    }

    @Test
    void refusesSingleSignOnWhereThePartnerDoesNotHaveIt() {
        var page = IdpTrip.depart(browser, gateway, CONTOSO, "contoso-idp")
                .answer(o -> o.attribute("email", "anna@contoso.example").at(CLOCK.instant()));
        refusing.refused(page, AUTHENTICATION_TYPE_NOT_ALLOWED);
        nothingReachedThePortal();
    }

    @Test
    void refusesWhoWasNotInvited() {
        var event = refusing.refused(fabrikam("uninvited"), ACCOUNT_NOT_INVITED);
        assertThat(event.partner()).isEqualTo("fabrikam");
        nothingReachedThePortal();
        assertThat(accounts("uninvited@fabrikam.example")).isZero();
    }

    @Test
    void refusesAnInvitationWhoseTimeIsOver() {
        invite("late@fabrikam.example");
        CLOCK.advance(Duration.ofDays(7).plusSeconds(1));
        refusing.refused(fabrikam("late"), INVITATION_EXPIRED);
        nothingReachedThePortal();
        invite("late@fabrikam.example");
        assertThat(fabrikam("late").uri().toString()).startsWith(portal.origin().toString());
    }

    @Test
    void refusesASuspendedAccountWhateverTheCompanySays() {
        assertThat(northwind("suspended").uri().toString())
                .startsWith(portal.origin().toString());
        suspend("suspended@northwind.example");
        countCalls();
        refusing.refused(northwind("suspended"), ACCOUNT_SUSPENDED);
        nothingReachedThePortal();
    }

    @Test
    void aSuspensionBetweenTwoStepsIsNotPassed() {
        northwind("overtaken");
        countCalls();
        var trip = IdpTrip.depart(browser, gateway, NORTHWIND, "northwind-idp");
        var arrived = browser.postOnce(trip.acs(), trip.form(trip.response(person("overtaken"))));
        assertThat(arrived.statusCode()).isEqualTo(303);
        suspend("overtaken@northwind.example");
        var next =
                gateway.base().resolve(arrived.headers().firstValue("Location").orElseThrow());
        refusing.refused(browser.get(next), ACCOUNT_SUSPENDED);
        nothingReachedThePortal();
    }

    @Test
    void doesNotTellWhichOfThemItWas() {
        invite("member@fabrikam.example");
        fabrikam("member");
        invite("forgotten@fabrikam.example");
        CLOCK.advance(Duration.ofDays(8));
        var trip = IdpTrip.depart(browser, gateway, FABRIKAM, "fabrikam-idp");
        var arrived = browser.postOnce(trip.acs(), trip.form(trip.response(person("member", "fabrikam"))));
        suspend("member@fabrikam.example");
        var next =
                gateway.base().resolve(arrived.headers().firstValue("Location").orElseThrow());
        var pages = List.of(fabrikam("stranger"), fabrikam("forgotten"), fabrikam("member"), browser.get(next));
        assertThat(pages).extracting(Page::status).containsOnly(403);
        assertThat(pages).extracting(Page::reason).containsOnly("");
        assertThat(pages.stream().map(Refusing::withoutReference).distinct()).hasSize(1);
        assertThat(pages.getFirst().body()).contains("care@vendor.example");
    }

    private static void suspend(String email) {
        assertThat(gateway.jdbc()
                        .sql("update account set status = 'SUSPENDED' where email = :email")
                        .param("email", email)
                        .update())
                .isEqualTo(1);
    }

    private static long accounts(String email) {
        return gateway.jdbc()
                .sql("select count(*) from account where email = :email")
                .param("email", email)
                .query(Long.class)
                .single();
    }

    private static void invite(String email) {
        var fabrikam =
                gateway.bean(Partners.class).find(new PartnerId("fabrikam")).orElseThrow();
        assertThat(gateway.bean(Invitations.class)
                        .invite(
                                email,
                                fabrikam,
                                "test",
                                new EventContext(Subject.ofPartner("fabrikam"), Origin.INTERNAL)))
                .isInstanceOf(Invitations.Answer.Invited.class);
    }

    private Page northwind(String name) {
        return northwind(person(name));
    }

    private Page northwind(UnaryOperator<ResponseOrder> change) {
        return IdpTrip.depart(browser, gateway, NORTHWIND, "northwind-idp")
                .answer(order -> change.apply(order.at(CLOCK.instant())));
    }

    private Page fabrikam(String name) {
        return IdpTrip.depart(browser, gateway, FABRIKAM, "fabrikam-idp").answer(person(name, "fabrikam"));
    }

    private static UnaryOperator<ResponseOrder> person(String name) {
        return person(name, "northwind");
    }

    private static UnaryOperator<ResponseOrder> person(String name, String partner) {
        return order -> order.nameId(name)
                .attribute("email", name + "@" + partner + ".example")
                .at(CLOCK.instant());
    }
}
