package io.gatehouse.saml;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.metadata.Endpoint.Binding;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.Position;
import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.reason.Reason;
import io.gatehouse.saml.Examination.Verdict;
import io.gatehouse.saml.SignInDoor.Route;
import io.gatehouse.saml.judgement.Judging;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Round trips on a version that waits to be activated: sent by it, judged by it, and by no other. */
@NullUnmarked
class VersionTests {
    private static final String STAGED = "ab".repeat(32);
    private static final TestIdentityProvider NEXT =
            TestIdentityProvider.withKeys(TestRoundTrip.IDP.entityId(), TestKeys.rsa(2048));

    private final TestRoundTrip trip = new TestRoundTrip();

    @BeforeEach
    void stages() {
        trip.waiting = new ProviderVersion(STAGED, ProviderSettings.DEFAULT, metadata());
        trip.door.route = new Route.Version(STAGED, true);
    }

    @Test
    void isExaminedByTheVersionThatSentTheRequest() throws Exception {
        String id = departed();
        arrive(NEXT, trip.order(id), id);
        assertThat(trip.door.version).isEqualTo(STAGED);
        assertThat(trip.door.arrived).as("nobody is let in").isNull();
        var found = trip.door.examination;
        assertThat(found.passed()).isTrue();
        assertThat(found.checks()).allMatch(check -> check.verdict() == Verdict.PASSED);
        assertThat(found.arrived().signed()).containsExactly("assertion");
        assertThat(found.arrived().signingKeyFingerprint()).isEqualTo(Judging.fingerprint(NEXT.certificate()));
        assertThat(found.arrived().mapping())
                .extracting(m -> m.field() + " " + m.attribute())
                .containsExactly("email email", "given-name givenName", "family-name sn", "groups groups");
    }

    @Test
    void saysWhatFailedAtEachStage() throws Exception {
        String id = departed();
        arrive(TestRoundTrip.IDP, trip.order(id).attribute("email").attribute("Adresse", "a@b.example"), id);
        var found = trip.door.examination;
        assertThat(found.why().reason()).isEqualTo(Reason.SIGNING_KEY_UNKNOWN);
        assertThat(found.checks())
                .filteredOn(check -> check.verdict() == Verdict.FAILED)
                .extracting(Examination.Check::name)
                .containsExactly("signature");
        assertThat(found.arrived().mapping().getFirst().suggested()).containsExactly("Adresse");
        assertThat(found.arrived().nameId().value()).isEqualTo("b3c5a1f0-anna");
        assertThat(trip.door.arrived).isNull();
    }

    @Test
    void saysOfWhatCannotBeReadThatTheRestWasNotReached() throws Exception {
        String id = departed();
        trip.post("SAMLResponse=" + encoded("<no-response/>") + "&RelayState=" + id);
        var found = trip.door.examination;
        assertThat(found.arrived()).isNull();
        assertThat(found.checks())
                .extracting(Examination.Check::verdict)
                .startsWith(Verdict.FAILED)
                .endsWith(Verdict.NOT_REACHED);
    }

    @Test
    void servesADraftItsTestAndNothingElse() throws Exception {
        trip.state = ProviderState.DRAFT;
        String id = departed();
        arrive(NEXT, trip.order(id), id);
        assertThat(trip.door.examination.passed()).isTrue();
        trip.door.refused = null;
        arrive(NEXT, trip.order(null), null);
        assertThat(trip.door.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
    }

    @Test
    void aRetiredProviderIsNotTested() throws Exception {
        trip.state = ProviderState.RETIRED;
        trip.depart("northwind");
        assertThat(trip.door.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
        trip.state = ProviderState.ACTIVE;
        String id = departed();
        trip.state = ProviderState.RETIRED;
        trip.door.refused = null;
        arrive(NEXT, trip.order(id), id);
        assertThat(trip.door.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
        assertThat(trip.door.examination).isNull();
    }

    @Test
    void aVersionThatWasReplacedMeanwhileJudgesNothing() throws Exception {
        String id = departed();
        trip.waiting = new ProviderVersion("cd".repeat(32), ProviderSettings.DEFAULT, metadata());
        arrive(NEXT, trip.order(id), id);
        assertThat(trip.door.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
        assertThat(trip.door.examination).isNull();
    }

    @Test
    void aKeyOfTheWaitingVersionAnswersNoRequestOfWhatServes() throws Exception {
        departed();
        trip.door.route = new Route.Live();
        String live = departed();
        arrive(NEXT, trip.order(live), live);
        assertThat(trip.door.reason()).isEqualTo(Reason.SIGNING_KEY_UNKNOWN);
        assertThat(trip.door.arrived).isNull();
    }

    @Test
    void aKeyOfTheWaitingVersionLetsNobodyInUnasked() throws Exception {
        departed();
        trip.settings = Settings.acceptingUnsolicited();
        arrive(NEXT, trip.order(null), null);
        assertThat(trip.door.reason()).isEqualTo(Reason.SIGNING_KEY_UNKNOWN);
        assertThat(trip.door.arrived).isNull();
    }

    @Test
    void letsPeopleOfATrialInByTheWaitingVersion() throws Exception {
        trip.door.route = new Route.Version(STAGED, false);
        String id = departed();
        arrive(NEXT, trip.order(id), id);
        assertThat(trip.door.arrived).isNotNull();
        assertThat(trip.door.version).isEqualTo(STAGED);
        assertThat(trip.door.pending.version()).isEqualTo(STAGED);
    }

    private String departed() throws Exception {
        trip.browser.clear();
        trip.depart("northwind");
        return trip.browser.values().stream()
                .flatMap(cookie -> trip.open(cookie).stream())
                .findFirst()
                .orElseThrow()
                .requestId();
    }

    private void arrive(TestIdentityProvider idp, ResponseOrder order, String relayState) throws Exception {
        trip.post("SAMLResponse=" + encoded(idp.respond(order))
                + (relayState == null ? "" : "&RelayState=" + relayState));
    }

    private static String encoded(String xml) {
        var base64 = Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
        return URLEncoder.encode(base64, StandardCharsets.UTF_8);
    }

    private static IdpMetadata metadata() {
        var old = TestRoundTrip.metadata(Binding.REDIRECT, "https://idp.northwind.example/next", false);
        var key = new SigningKey(NEXT.certificate(), Judging.fingerprint(NEXT.certificate()), Position.START);
        return new IdpMetadata(
                old.entityId(), List.of(key), old.singleSignOn(), List.of(), false, List.of(), null, old.vendor());
    }
}
