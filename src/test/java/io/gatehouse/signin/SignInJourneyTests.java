package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.reason.Reason;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.Stage;
import io.gatehouse.testing.TestAuthenticator;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.filter.FormContentFilter;
import org.springframework.web.servlet.handler.HandlerMappingIntrospector;

/** Whole sign-ins through the company's IdP, over HTTP, as a browser without scripts makes them. */
class SignInJourneyTests {
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example");
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private static final TestAuthenticator APP = new TestAuthenticator(CLOCK);

    private static Stage stage;
    private static TestPortal portal;
    private static Gateway gateway;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() {
        stage = Stage.at(CLOCK, TestPartners.northwindAt(IDP));
        portal = stage.portal();
        gateway = stage.gateway();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @AfterEach
    void portalRecovers() {
        portal.recovers();
        CLOCK.advance(Duration.ofMinutes(1)); // so that no test meets a code that another one used
    }

    @Test
    void leadsAPersonFromTheirAddressToThePortal() {
        var page = browser.get(gateway.at("/sign-in?return_to=/orders"));
        assertThat(page.heading()).isEqualTo("Sign in");
        var leaving = page.submit("/sign-in", "email", "walker@northwind.example");
        assertThat(leaving.status()).isEqualTo(200);
        assertThat(leaving.body()).contains("Northwind Traders");
        var address = leaving.header("Refresh").replaceFirst("^0; url=/saml2/authenticate/", "");
        var enrolment = IdpTrip.depart(browser, gateway, IDP, address)
                .answer(o -> o.nameId("walker")
                        .attribute("email", "walker@northwind.example")
                        .at(CLOCK.instant()));
        assertThat(enrolment.heading()).isEqualTo("Set up your second factor");
        var codes = enrolment.submit("enrol", "code", APP.firstCode(enrolment));
        assertThat(codes.heading()).isEqualTo("Save your recovery codes");
        assertThat(codes.document().select("#codes li")).hasSize(10);
        var landed = codes.submit("/sign-in/next");
        assertThat(landed.uri().toString()).startsWith(portal.origin().toString());
        assertThat(portal.openedSessions())
                .filteredOn(s -> s.email().equals("walker@northwind.example"))
                .hasSize(1);
        assertThat(portal.openingCalls().getLast().body()).contains("\"return_to\":\"/orders\"");
    }

    @Test
    void asksForACodeTheSecondTimeAndTakesARecoveryCodeToo() {
        var codes = enrolled("second");
        var key = codes.key();
        CLOCK.advance(Duration.ofSeconds(30));
        var ask = signIn("second");
        assertThat(ask.heading()).isEqualTo("Enter your code");
        assertThat(ask.submit("second-factor", "code", APP.code(key)).uri().toString())
                .startsWith(portal.origin().toString());
        var again = signIn("second");
        assertThat(again.submit("second-factor", "code", codes.recovery().getFirst())
                        .uri()
                        .toString())
                .startsWith(portal.origin().toString());
        var used = signIn("second")
                .submit("second-factor", "code", codes.recovery().getFirst());
        assertThat(used.status()).isEqualTo(403);
        assertThat(used.reason()).isEqualTo("second-factor-reused");
    }

    @Test
    void refusesACodeThatWasUsed() {
        var codes = enrolled("reuser");
        CLOCK.advance(Duration.ofSeconds(30));
        var code = APP.code(codes.key());
        signIn("reuser").submit("second-factor", "code", code);
        int opened = portal.openedSessions().size();
        var refused = signIn("reuser").submit("second-factor", "code", code);
        assertThat(refused.reason()).isEqualTo("second-factor-reused");
        assertThat(portal.openedSessions()).hasSize(opened);
    }

    @Test
    void signsOutHereAndAtThePortal() {
        enrolled("leaver");
        assertThat(portal.openedSessions().getLast().open()).isTrue();
        var ask = browser.get(gateway.at("/sign-out"));
        assertThat(ask.heading()).isEqualTo("Sign out?");
        var out = ask.submit("/sign-out");
        assertThat(out.heading()).isEqualTo("You are signed out");
        assertThat(portal.openedSessions().getLast().open()).isFalse();
        assertThat(browser.get(gateway.at("/sign-out")).heading()).isEqualTo("You are signed out");
    }

    @Test
    void tellsTheWholeStoryInEvents() {
        enrolled("teller");
        var reference = gateway.jdbc()
                .sql("select reference from login_event where email = :email and reference is not null limit 1")
                .param("email", "teller@northwind.example")
                .query(String.class)
                .single();
        var story = gateway.jdbc()
                .sql("select type from login_event where reference = :reference order by time, id")
                .param("reference", reference)
                .query(String.class)
                .list();
        assertThat(story)
                .containsExactly(
                        "sign-in.started",
                        "first-factor",
                        "second-factor.enrolment",
                        "second-factor",
                        "portal-session",
                        "portal-session");
    }

    @Test
    void sendsThePortalWhatItsDevelopersWereShown() throws Exception {
        var codes = IdpTrip.depart(browser, gateway, IDP, "northwind-idp?return_to=/orders")
                .answer(o -> o.nameId("shown")
                        .attribute("email", "shown@northwind.example")
                        .at(CLOCK.instant()));
        codes.submit("enrol", "code", APP.firstCode(codes)).submit("/sign-in/next");
        DocumentedGrant.isLike(portal.openingCalls().getLast());
    }

    @Test
    void anOldStepOpensNothingNew() {
        var enrolment = signIn("replayer");
        var old = browser.copy();
        var next = enrolment.submit("enrol", "code", APP.firstCode(enrolment));
        next.submit("/sign-in/next");
        int opened = portal.openedSessions().size();
        var id = enrolment.form("enrol").get("sign-in");
        var repeated = old.get(gateway.at("/sign-in/next?sign-in=" + id));
        assertThat(repeated.heading()).isEqualTo("Enter your code"); // the enrolment is not open a second time
        assertThat(portal.openedSessions()).hasSize(opened);
    }

    @Test
    void aFinishedSignInIsNotFinishedTwice() {
        var enrolment = signIn("twice");
        var codes = enrolment.submit("enrol", "code", APP.firstCode(enrolment));
        var old = browser.copy();
        codes.submit("/sign-in/next");
        int opened = portal.openedSessions().size();
        var id = enrolment.form("enrol").get("sign-in");
        var repeated = old.get(gateway.at("/sign-in/next?sign-in=" + id));
        assertThat(repeated.status()).isEqualTo(403);
        assertThat(repeated.reason()).isEqualTo("replayed");
        assertThat(repeated.heading()).isEqualTo("This sign-in is finished");
        assertThat(portal.openedSessions()).hasSize(opened);
    }

    @Test
    void retriesAPortalThatRecovers() {
        var enrolment = signIn("retrier");
        var codes = enrolment.submit("enrol", "code", APP.firstCode(enrolment));
        portal.fails(2, 503);
        int opened = portal.openedSessions().size();
        assertThat(codes.submit("/sign-in/next").uri().toString())
                .startsWith(portal.origin().toString());
        assertThat(portal.openedSessions()).hasSize(opened + 1);
    }

    @Test
    void offersARetryWithoutANewSignInWhenThePortalIsDown() {
        var enrolment = signIn("waiter");
        var codes = enrolment.submit("enrol", "code", APP.firstCode(enrolment));
        portal.goesDown();
        int opened = portal.openedSessions().size();
        var down = codes.submit("/sign-in/next");
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.reason()).isEqualTo("portal-unavailable");
        portal.recovers();
        assertThat(down.submit("/sign-in/next").uri().toString())
                .startsWith(portal.origin().toString());
        assertThat(portal.openedSessions()).hasSize(opened + 1);
    }

    @Test
    void saysWhatIsTrueWhenThePortalCameBackTooLate() {
        var enrolment = signIn("belated");
        var codes = enrolment.submit("enrol", "code", APP.firstCode(enrolment));
        portal.fails(2, 400);
        var down = codes.submit("/sign-in/next");
        CLOCK.advance(Duration.ofMinutes(6));
        var still = down.submit("/sign-in/next");
        CLOCK.advance(Duration.ofMinutes(5));
        var over = still.submit("/sign-in/next");
        assertThat(over.status()).isEqualTo(503);
        assertThat(over.heading()).isEqualTo("The portal did not take over in time");
        assertThat(over.body()).contains("Sign in again").doesNotContain("Stay on this page");
    }

    @Test
    void refusesALocationOffThePortal() {
        var enrolment = signIn("lured");
        var codes = enrolment.submit("enrol", "code", APP.firstCode(enrolment));
        portal.sendsTo("https://evil.example/session");
        var refused = codes.submit("/sign-in/next");
        var event = new Refusing(gateway).refused(refused, Reason.PORTAL_CONFLICT, "portal-session");
        assertThat(event.details())
                .contains("a Location on " + portal.origin(), "https://evil.example/…")
                .doesNotContain("evil.example/session");
        assertThat(portal.openedSessions().getLast().open()).isFalse();
        assertThat(browser.visited()).noneMatch(uri -> "evil.example".equals(uri.getHost()));
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var page = browser.get(gateway.at("/sign-in"));
        var fields = page.form("/sign-in");
        fields.put("_csrf", "forged");
        fields.put("email", "a@northwind.example");
        assertThat(browser.post(gateway.at("/sign-in"), fields).status()).isEqualTo(403);
    }

    private record Enrolled(String key, List<String> recovery) {}

    private Enrolled enrolled(String name) {
        var enrolment = signIn(name);
        var key = TestAuthenticator.key(enrolment);
        var codes = enrolment.submit("enrol", "code", APP.code(key));
        var recovery = codes.document().select("#codes li").eachText();
        assertThat(codes.submit("/sign-in/next").uri().toString())
                .startsWith(portal.origin().toString());
        return new Enrolled(key, recovery);
    }

    private Page signIn(String name) {
        return stage.signIn(browser, IDP, "northwind", name);
    }

    @Test
    void readsNoBodyBeforeItsOwnFilters() {
        assertThatThrownBy(() -> gateway.bean(FormContentFilter.class))
                .isInstanceOf(NoSuchBeanDefinitionException.class);
    }

    @Test
    void looksNoHandlerUpBeforeTheFiltersAreThrough() throws Exception {
        var request = new MockHttpServletRequest("GET", "/sign-in");
        var chain = new MockFilterChain();
        gateway.bean(HandlerMappingIntrospector.class)
                .createCacheFilter()
                .doFilter(request, new MockHttpServletResponse(), chain);
        assertThat(chain.getRequest()).isSameAs(request);
        assertThat(Collections.list(request.getAttributeNames())).isEmpty();
        assertThat(gateway.bean(FilterChainProxy.class).getFilterChains())
                .hasSizeGreaterThan(3)
                .extracting(DefaultSecurityFilterChain.class::cast)
                .extracting(matched -> matched.getRequestMatcher().toString())
                .noneMatch(matcher -> matcher.contains("Mvc"));
    }
}
