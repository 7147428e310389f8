package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.reason.Reason;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.Stage;
import io.gatehouse.testing.TestAuthenticator;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestInvitations;
import io.gatehouse.testing.TestPartners;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever is told to contact the account manager is told who that is, and whoever has to wait for how long. */
class AdviceJourneyTests {
    private static final TestIdentityProvider NORTHWIND = TestIdentityProvider.named("https://idp.northwind.example");
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private static final TestAuthenticator APP = new TestAuthenticator(CLOCK);

    private static Stage stage;
    private static Refusing refusing;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() {
        stage = Stage.at(CLOCK, TestPartners.northwindAt(NORTHWIND).andThen(p -> p.file("fabrikam/partner.yaml", """
                        partner: fabrikam
                        name: Fabrikam
                        domains: [fabrikam.example]
                        authentication-types: [cloud]
                        account-manager: { name: Fabrikam Desk, email: desk@vendor.example }
                        """)));
        refusing = new Refusing(stage.gateway());
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @AfterEach
    void mend() {
        stage.portal().recovers();
        CLOCK.advance(Duration.ofMinutes(1));
    }

    @Test
    void aLockedSecondFactorSaysHowLongAndWhomToContact() {
        var enrolment = signIn("guesser");
        var key = TestAuthenticator.key(enrolment);
        enrolment.submit("enrol", "code", APP.code(key));
        CLOCK.advance(Duration.ofMinutes(1));
        var page = signIn("guesser");
        for (int i = 0; i < 6; i++) {
            page = page.submit("second-factor", "code", APP.wrong(key));
        }
        assertThat(page.reason()).isEqualTo("second-factor-locked");
        assertThat(page.text("time")).isEqualTo("You can try again in about a minute.");
        var until = CLOCK.instant().plus(Duration.ofMinutes(1));
        assertThat(page.document().select("time").attr("datetime")).isEqualTo(until.toString());
        names(page, "Partner Care", "care@vendor.example");

        // The next lock is twice as long.
        CLOCK.advance(Duration.ofSeconds(61));
        for (int i = 0; i < 6; i++) {
            page = page.submit("second-factor", "code", APP.wrong(key));
        }
        assertThat(page.text("time")).isEqualTo("You can try again in about 2 minutes.");
        CLOCK.advance(Duration.ofSeconds(90));
        page = page.submit("second-factor", "code", APP.wrong(key));
        assertThat(page.text("time")).isEqualTo("You can try again in about a minute.");
    }

    @Test
    void aRecoveryCodeIsAskedForByItsOwnWordsAndKeyboard() {
        var enrolment = signIn("phoneless");
        var codes = enrolment.submit("enrol", "code", APP.firstCode(enrolment));
        CLOCK.advance(Duration.ofMinutes(1));
        var page = signIn("phoneless");
        assertThat(field(page)).isEqualTo("numeric");
        var link = page.document().select("a[href*=recovery-code]").attr("href");
        page = browser.get(page.uri().resolve(link));
        assertThat(page.heading()).isEqualTo("Enter a recovery code");
        assertThat(page.document().select("input[autocomplete=one-time-code]")).hasSize(1);
        assertThat(field(page)).isEqualTo("text");
        // A mistyped one leaves the keyboard as it is.
        page = page.submit("second-factor", "code", "wrong-wrong-wrong");
        assertThat(page.reason()).isEqualTo("second-factor-wrong");
        assertThat(field(page)).isEqualTo("text");
        var landed = page.submit("second-factor", "code", codes.text("#codes li"));
        assertThat(landed.uri().toString()).startsWith(stage.portal().origin().toString());
    }

    @Test
    void aPortalThatDoesNotAnswerLeavesSomebodyToContact() {
        var enrolment = signIn("waiting");
        var codes = enrolment.submit("enrol", "code", APP.firstCode(enrolment));
        stage.portal().fails(3, 503);
        var page = codes.submit("/sign-in/next");
        assertThat(page.reason()).isEqualTo("portal-unavailable");
        names(page, "Partner Care", "care@vendor.example");
        var landed = page.submit("/sign-in/next");
        assertThat(landed.uri().toString()).startsWith(stage.portal().origin().toString());
    }

    @Test
    void aRefusalNamesTheManagerOfWhoseProviderItIs() {
        var page = stage.signIn(
                browser,
                NORTHWIND,
                "northwind",
                "late",
                o -> o.at(CLOCK.instant()).validFor(Duration.ofHours(-2)));
        assertThat(page.reason()).isEqualTo("response-expired");
        names(page, "Partner Care", "care@vendor.example");
        assertThat(page.document().select("a[href^=mailto:]").attr("href"))
                .isEqualTo("mailto:care@vendor.example?subject=" + page.reference());
    }

    @Test
    void aWrongPasswordNamesTheManagerToo() {
        var page = browser.get(stage.gateway().at("/sign-in"))
                .submit("/sign-in", "email", "nobody@fabrikam.example")
                .submit("/sign-in/password", "password", "not the password");
        assertThat(page.status()).isEqualTo(403);
        names(page, "Fabrikam Desk", "desk@vendor.example");
    }

    @Test
    void anInvitationThatExpiredNamesTheManagerAndItsEventThePartner() {
        var link = TestInvitations.link(stage.gateway(), "fabrikam", "late@fabrikam.example");
        var form = browser.get(link);
        CLOCK.advance(Duration.ofDays(8));
        for (var page :
                List.of(browser.get(link), form.submit("/invitation/", "password", "three sunny words in a row"))) {
            assertThat(refusing.refused(page, Reason.INVITATION_EXPIRED, "invitation")
                            .partner())
                    .isEqualTo("fabrikam");
            names(page, "Fabrikam Desk", "desk@vendor.example");
        }
    }

    @Test
    void aLinkOfNobodysNamesNobody() {
        var page = browser.get(stage.gateway().at("/invitation/" + "A".repeat(43)));
        assertThat(refusing.refused(page, Reason.INVITATION_EXPIRED, "invitation")
                        .partner())
                .isNull();
        assertThat(page.document().select("a[href^=mailto:]")).isEmpty();
    }

    private static void names(Page page, String manager, String email) {
        assertThat(page.document().text()).contains("Your account manager: " + manager + ", " + email);
    }

    private static String field(Page page) {
        return page.document().select("#code").attr("inputmode");
    }

    private Page signIn(String name) {
        return stage.signIn(browser, NORTHWIND, "northwind", name);
    }
}
