package io.gatehouse.signin.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.account.Invitations;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestSignIns;
import io.gatehouse.identityprovider.lifecycle.Activation;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.identityprovider.lifecycle.ProviderTrials;
import io.gatehouse.identityprovider.lifecycle.Step;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/** Test sign-ins and trials of a version that waits, over HTTP: what arrives is shown and kept, and nobody is let in by a test. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class RehearsalJourneyTests {
    private static final String ENTITY = "https://idp.northwind.example";
    private static final TestIdentityProvider IDP = TestIdentityProvider.named(ENTITY);
    private static final TestIdentityProvider NEXT = TestIdentityProvider.withKeys(ENTITY, TestKeys.rsa(2048));
    private static final RegistrationId ID = new RegistrationId("northwind-idp");
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    private static TestPortal portal;
    private static Gateway gateway;
    private static String staged;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() {
        portal = TestPortal.start();
        var prepared = Gateway.prepared()
                .clock(CLOCK)
                .file(
                        "northwind/partner.yaml",
                        TestPartners.northwind("policy: optional", "provisioning: just-in-time"))
                .file("northwind/idp.xml", IDP.metadata("http://127.0.0.1:9/sso"));
        portal.settings().forEach(prepared::with);
        gateway = prepared.start();
        // From now on the console's, so that a change may wait.
        gateway.jdbc().sql("update partner set source = null").update();
        stageNext();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        portal.close();
    }

    @Test
    void aPassedTestShowsWhatArrivedAndMarksTheVersion() throws Exception {
        var begun = tests().begin(ID, staged, "token:connector");
        var page = test(begun.path(), NEXT, "tester");
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.heading()).isEqualTo("The test passed");
        assertThat(page.text("#arrived")).contains("tester", "assertion");
        assertThat(page.text("#mapping [data-field=email]")).contains("email");
        assertThat(page.document().select("#checks [data-verdict=FAILED]")).isEmpty();
        var result = tests().find(begun.id()).orElseThrow().result();
        assertThat(result).isNotNull();
        assertThat(result.passed()).isTrue();
        assertThat(result.reference()).isEqualTo(page.reference());
        var found = json(result.found());
        assertThat(found.at("/arrived/name_id").asText()).isEqualTo("tester");
        assertThat(found.at("/checks").size()).isEqualTo(15);
        assertThat(found.at("/checks/14")).hasToString("""
                {"check":"account","verdict":"passed","failures":[]}""");
        assertThat(testedAt()).isPresent();
        nothingCameOf("tester");
        assertThat(browser.cookies(gateway.base()).keySet()).noneMatch(name -> name.contains("sign-in-"));
    }

    @Test
    void aFailedTestSaysWhyWithWhatWasExpectedAndGot() throws Exception {
        var begun = tests().begin(ID, staged, "token:connector");
        var page = test(begun.path(), IDP, "stranger"); // signed by the key that serves now, which this version lacks
        assertThat(page.heading()).isEqualTo("The test did not pass");
        assertThat(page.reason()).isEqualTo("signing-key-unknown");
        assertThat(page.document().select("#checks [data-check=signature][data-verdict=FAILED]"))
                .hasSize(1);
        var result = tests().find(begun.id()).orElseThrow().result();
        assertThat(result).isNotNull();
        assertThat(result.passed()).isFalse();
        var found = json(result.found());
        assertThat(found.at("/reason").asText()).isEqualTo("signing-key-unknown");
        assertThat(found.toString()).contains("expected", "got");
        nothingCameOf("stranger");
        assertThat(gateway.jdbc()
                        .sql(
                                "select type || ' ' || outcome || ' ' || actor from login_event where reference = :reference")
                        .param("reference", page.reference())
                        .query(String.class)
                        .list())
                .containsExactly("administration failure token:connector");
    }

    @Test
    void aTestFailsWhereNobodyCouldComeIn() throws Exception {
        failsAtTheAccount(
                "attribute-missing",
                o -> o.nameId("_passing")
                        .nameIdFormat("urn:oasis:names:tc:SAML:2.0:nameid-format:transient")
                        .attribute("email", "passing@northwind.example"));
        failsAtTheAccount("attribute-missing", o -> o.nameId("addressless").attribute("email"));
        failsAtTheAccount("domain-not-owned", o -> o.nameId("foreign").attribute("email", "foreign@elsewhere.example"));
    }

    private void failsAtTheAccount(String reason, UnaryOperator<ResponseOrder> response) throws Exception {
        gateway.jdbc()
                .sql("update identity_provider_version set tested_at = null where hash = :hash")
                .param("hash", staged)
                .update();
        var begun = tests().begin(ID, staged, "token:connector");

        var page = IdpTrip.depart(browser, gateway, NEXT, begun.path().replaceFirst(".*/", ""))
                .answer(o -> response.apply(o).at(CLOCK.instant()));

        assertThat(page.heading()).isEqualTo("The test did not pass");
        assertThat(page.reason()).isEqualTo(reason);
        assertThat(page.document().select("#checks [data-verdict=FAILED]").eachAttr("data-check"))
                .containsExactly("account");
        var found = json(tests().find(begun.id()).orElseThrow().result().found());
        assertThat(found.at("/passed").asBoolean()).isFalse();
        assertThat(found.at("/checks/14/failures/0/reason").asText()).isEqualTo(reason);
        assertThat(testedAt()).isEmpty();
    }

    @Test
    void aTestNotesWhatKeepsOutWhoeverTookIt() throws Exception {
        signIn("dora", "dora", IDP);
        var begun = tests().begin(ID, staged, "token:connector");

        // The address is another identity's: this person would need an invitation.
        var page = IdpTrip.depart(browser, gateway, NEXT, begun.path().replaceFirst(".*/", ""))
                .answer(o -> o.nameId("dora-elsewhere")
                        .attribute("email", "dora@northwind.example")
                        .at(CLOCK.instant()));

        assertThat(page.heading()).isEqualTo("The test passed");
        assertThat(page.text("#checks [data-check=account]")).contains("account-not-invited");
        var found = json(tests().find(begun.id()).orElseThrow().result().found());
        assertThat(found.at("/checks/14/verdict").asText()).isEqualTo("noted");
        assertThat(testedAt()).isPresent();
    }

    @Test
    void aTestUsesNoInvitation() {
        var partner =
                gateway.bean(Partners.class).find(new PartnerId("northwind")).orElseThrow();
        var context = new EventContext(Subject.ofPartner("northwind"), Origin.INTERNAL);
        gateway.bean(Invitations.class).invite("guest@northwind.example", partner, "test", context);
        long waiting = count("invitation where accepted_at is null");
        assertThat(waiting).isPositive();
        test(tests().begin(ID, staged, "token:connector").path(), NEXT, "guest");
        assertThat(count("invitation where accepted_at is null")).isEqualTo(waiting);
        nothingCameOf("guest");
    }

    @Test
    void aLinkWorksOnce() {
        var begun = tests().begin(ID, staged, "token:connector");
        test(begun.path(), NEXT, "once");
        var again = new HttpBrowser().get(gateway.at(begun.path()));
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.reason()).isEqualTo("request-expired");
        assertThat(new HttpBrowser()
                        .get(gateway.at("/saml2/authenticate/northwind-idp?test=guess"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aResponseThatEndedATestEndsNoOther() {
        var begun = tests().begin(ID, staged, "token:connector");
        var trip = IdpTrip.depart(browser, gateway, NEXT, begun.path().replaceFirst(".*/", ""));
        var xml = trip.response(o -> o.nameId("twice").at(CLOCK.instant()));
        assertThat(trip.post(xml).heading()).isEqualTo("The test passed");
        assertThat(trip.post(xml).body()).contains("This test had ended before");
        nothingCameOf("twice");
    }

    @Test
    void testsTheVersionThatServesToo() {
        var live = gateway.bean(IdentityProviders.class).live(ID).orElseThrow().hash();
        var page = test(tests().begin(ID, live, "token:connector").path(), IDP, "livetest");
        assertThat(page.heading()).isEqualTo("The test passed");
        nothingCameOf("livetest");
    }

    @Test
    void peopleOfATrialMeetTheWaitingVersionAndOthersWhatServes() {
        var by = Change.by("token:connector", Origin.INTERNAL);
        inTransaction(() -> gateway.bean(ProviderTrials.class)
                .start(ID, new Activation(null, true, false), List.of("ada@northwind.example"), by));
        CLOCK.advance(Duration.ofSeconds(2));
        try {
            assertThat(signIn("ada", "ada", NEXT).uri().toString())
                    .startsWith(portal.origin().toString());
            assertThat(signIn("bob", "bob", IDP).uri().toString())
                    .startsWith(portal.origin().toString());
            var notServed = signIn("carl", "carl", NEXT);
            assertThat(notServed.reason()).isEqualTo("signing-key-unknown");
            // Who gives a named person's address and arrives as somebody else goes no further, and gets no account.
            var other = signIn("ada", "mallory", NEXT);
            assertThat(other.status()).isEqualTo(403);
            assertThat(other.reason()).isEqualTo("identity-provider-not-active");
            nothingCameOf("mallory");
        } finally {
            inTransaction(() -> gateway.bean(ProviderTrials.class).end(ID, by));
            CLOCK.advance(Duration.ofSeconds(2));
        }
    }

    private Page signIn(String typed, String arriving, TestIdentityProvider idp) {
        var mine = new HttpBrowser();
        var leaving = mine.get(gateway.at("/sign-in")).submit("/sign-in", "email", typed + "@northwind.example");
        var address = leaving.header("Refresh").replaceFirst("^0; url=/saml2/authenticate/", "");
        return IdpTrip.depart(mine, gateway, idp, address)
                .answer(o -> o.nameId(arriving)
                        .attribute("email", arriving + "@northwind.example")
                        .at(CLOCK.instant()));
    }

    private Page test(String path, TestIdentityProvider idp, String name) {
        return IdpTrip.depart(browser, gateway, idp, path.replaceFirst(".*/", ""))
                .answer(o -> o.nameId(name)
                        .attribute("email", name + "@northwind.example")
                        .at(CLOCK.instant()));
    }

    private static Optional<Long> testedAt() {
        return gateway.jdbc()
                .sql("select 1 from identity_provider_version where hash = :hash and tested_at is not null")
                .param("hash", staged)
                .query(Long.class)
                .optional();
    }

    private static void nothingCameOf(String name) {
        assertThat(gateway.jdbc()
                        .sql("select count(*) from account where email = :email")
                        .param("email", name + "@northwind.example")
                        .query(Long.class)
                        .single())
                .as("accounts of " + name)
                .isZero();
        assertThat(portal.openedSessions()).noneMatch(s -> s.email().startsWith(name + "@"));
    }

    private static long count(String table) {
        return gateway.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    private static void stageNext() {
        var settings =
                gateway.bean(IdentityProviders.class).live(ID).orElseThrow().settings();
        var metadata = NEXT.metadata("http://127.0.0.1:9/next").getBytes(StandardCharsets.UTF_8);
        var draft = new ProviderDraft(ID, new PartnerId("northwind"), settings, metadata);
        inTransaction(() ->
                gateway.bean(ProviderLifecycle.class).stage(draft, Change.by("token:connector", Origin.INTERNAL)));
        CLOCK.advance(Duration.ofSeconds(2));
        staged = gateway.bean(IdentityProviders.class).staged(ID).orElseThrow().hash();
    }

    private static void inTransaction(Supplier<Step> step) {
        var done = gateway.bean(TransactionOperations.class).execute(_ -> step.get());
        assertThat(done).isNotInstanceOf(Step.Refused.class);
    }

    private static TestSignIns tests() {
        return gateway.bean(TestSignIns.class);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
