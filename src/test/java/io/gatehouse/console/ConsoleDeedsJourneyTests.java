package io.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.role.Appointment;
import io.gatehouse.keys.KeyRotation;
import io.gatehouse.keys.ServiceKeyUses;
import io.gatehouse.keys.ServiceKeys;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.partner.Partners;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.TestOperator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What administrators do at the console, and what is recorded of it. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class ConsoleDeedsJourneyTests {
    private static ConsoleScene scene;
    private static Gateway gateway;
    private static TestOperator admin;
    private static TestOperator auditor;
    private static TestOperator petra;

    @BeforeAll
    static void start() {
        scene = new ConsoleScene();
        gateway = scene.gateway;
        admin = scene.admin;
        auditor = scene.auditor;
        petra = scene.petra;
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void peopleAreSuspendedReinstatedAndGivenRolesButNobodyJudgesThemselves() {
        var bert = TestOperator.invited(gateway, scene.clock, "northwind", "bert@northwind.example", Appointment.NONE);
        var at = "/console/partners/northwind/people/" + bert.account().id();
        assertThat(admin.sees(at).submit("/suspend").text("#done")).contains("suspended");
        assertThat(admin.sees(at).submit("/reinstate").text("#done")).contains("taken back");
        assertThat(admin.sees(at).submit("/unlock").text("#done")).contains("forgotten");
        assertThat(admin.sees(at).submit("/reset-second-factor").text("#done")).contains("reset");
        assertThat(admin.sees(at).submit("/roles").text("#done")).contains("granted");
        assertThat(admin.sees(at).text("dl")).contains("partner-admin");
        assertThat(scene.stepsBy(admin, "step", "account-suspended", "account-resumed", "sessions-ended"))
                .filteredOn(e -> bert.account().id().value().equals(e.subject().account()))
                .extracting(e -> e.details().values().get("step"))
                .containsExactlyInAnyOrder("account-suspended", "sessions-ended", "account-resumed", "sessions-ended");
        var self = admin.sees(
                "/console/partners/operators/people/" + admin.account().id());
        assertThat(self.document().select("form[action$=/suspend]")).isEmpty();
        var token = self.form("/unlock").get("_csrf");
        var refused = admin.browser()
                .post(
                        gateway.at("/console/partners/operators/people/"
                                + admin.account().id() + "/suspend"),
                        Map.of("_csrf", token));
        assertThat(refused.reason()).isEqualTo("not-permitted");
    }

    @Test
    void anInvitationIsMadeAndATokenIsShownOnceAndRevoked() {
        assertThat(invite("cleo@northwind.example").text("#link")).contains("/invitation/");
        assertThat(invite("cleo@elsewhere.example").status()).isEqualTo(400);

        var made = admin.sees("/console/tokens").submit("/console/tokens", "scope", "auditor", "days", "30");
        var text = made.text("#token");
        assertThat(text).startsWith("gatehouse_");
        assertThat(admin.sees("/console/tokens").body()).doesNotContain(text);
        assertThat(made.text("table")).contains("ada@vendor.example");
        assertThat(made.submit("/revoke").text("#done")).contains("revoked");
        assertThat(scene.stepsBy(admin, "action", "token created", "token revoked"))
                .hasSize(2)
                .allSatisfy(e -> assertThat(e.origin().clientIp()).isEqualTo("127.0.0.1"));
        assertThat(admin.sees("/console/tokens")
                        .submit("/console/tokens", "scope", "partner-admin")
                        .status())
                .isEqualTo(400);
        assertThat(partnerToken("operators")).isEqualTo(400);
        assertThat(partnerToken("fabrikam")).isEqualTo(200);
    }

    @Test
    void aDomainIsAskedForByItsPartnersAdministratorAndVouchedForByTheVendorsOnly() {
        scene.claims("adatum.example");
        var at = "/console/partners/fabrikam";
        assertThat(petra.sees(at).text("main"))
                .contains(
                        "adatum.example claimed only",
                        "_gatehouse-challenge.adatum.example",
                        "gatehouse-domain-proof=");
        assertThat(petra.sees(at).text("main")).contains("By an administrator’s recorded word, since");
        assertThat(petra.sees(at).document().select("form[action$=/vouch]")).isEmpty();
        assertThat(petra.sees(at).submit("adatum.example/check").text("#done")).contains("not found");
        var csrf = petra.sees(at).form("adatum.example/check").get("_csrf");
        assertThat(petra.browser()
                        .post(gateway.at(at + "/domains/adatum.example/vouch"), Map.of("_csrf", csrf))
                        .reason())
                .isEqualTo("not-permitted");
        assertThat(auditor.sees(at).document().select("form[action*=/domains/]"))
                .isEmpty();
        assertThat(admin.sees(at).submit("adatum.example/vouch").text("#done")).contains("your word");
        assertThat(admin.sees(at).document().select("form[action*=adatum.example]"))
                .isEmpty();
        assertThat(scene.stepsBy(admin, "domain", "adatum.example"))
                .singleElement()
                .satisfies(e -> assertThat(e.origin().clientIp()).isEqualTo("127.0.0.1"));
        assertThat(gateway.bean(Partners.class).ofDomain("adatum.example")).isPresent();
        assertThat(admin.sees(at).text("main")).contains("It is the word of ada@vendor.example");
        assertThat(petra.sees(at).text("main")).doesNotContain("ada@vendor.example");
        var own = admin.sees(at).form("/console/sign-out").get("_csrf");
        for (var deed : List.of("/check", "/vouch")) {
            assertThat(admin.browser()
                            .post(gateway.at(at + "/domains/northwind.example" + deed), Map.of("_csrf", own))
                            .status())
                    .as("another partner's domain")
                    .isEqualTo(404);
        }
    }

    @Test
    void somebodyInvitedAgainKeepsTheirPasswordUnlessAnAdministratorAskedForAnother() {
        var dora = TestOperator.invited(gateway, scene.clock, "northwind", "dora@northwind.example", Appointment.NONE);
        var again = new HttpBrowser().get(invite(dora.email()).text("#link"));
        assertThat(again.text("main")).contains("stays as it is");
        assertThat(again.document().select("input[type=password]")).isEmpty();
        assertThat(again.submit("/invitation/").heading()).isEqualTo("You have accepted");
        var asked = new HttpBrowser()
                .get(invite(dora.email(), "new-password", "true").text("#link"));
        assertThat(asked.submit("/invitation/", "password", "another gannet battery")
                        .heading())
                .isEqualTo("Your password is set");
    }

    @Test
    void ourKeysStandWithTheirDatesAndWhoUsesThem() {
        var encryption = gateway.bean(ServiceKeys.class).current(Purpose.SAML_ENCRYPTION);
        gateway.bean(ServiceKeyUses.class).saw(encryption.id(), "northwind-idp", scene.clock.instant());
        gateway.bean(KeyRotation.class).saml(Purpose.SAML_ENCRYPTION, Duration.ofDays(14));
        var rows =
                admin.sees("/console/keys").document().select("section[aria-labelledby=keys-saml-encryption] tbody tr");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).text()).startsWith("next").contains("nobody yet", "stays");
        assertThat(rows.get(1).text()).startsWith("current").contains(encryption.id(), "northwind-idp");
        assertThat(rows.get(1).select("a").attr("href"))
                .isEqualTo("/console/partners/northwind/identity-providers/northwind-idp");
        assertThat(admin.sees("/console/keys").text("main")).contains("cannot be told here");
    }

    private static int partnerToken(String partner) {
        return admin.sees("/console/tokens")
                .submit("/console/tokens", "scope", "partner-admin", "partner", partner)
                .status();
    }

    private static HttpBrowser.Page invite(String email, String... more) {
        var path = "/console/partners/northwind/people";
        var token =
                admin.sees(path).document().select("input[name=_csrf]").last().attr("value");
        var fields = new HashMap<>(Map.of("_csrf", token, "email", email));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return admin.browser().post(gateway.at(path), fields);
    }
}
