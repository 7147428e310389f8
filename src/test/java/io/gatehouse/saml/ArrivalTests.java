package io.gatehouse.saml;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderSettings.SignAuthnRequests;
import io.gatehouse.identityprovider.ProviderSettings.Unsolicited;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

@NullUnmarked
class ArrivalTests {
    private final TestRoundTrip trip = new TestRoundTrip();

    private String departed() throws Exception {
        trip.depart("northwind");
        var cookie = trip.browser.values().iterator().next();
        return trip.open(cookie).orElseThrow().requestId();
    }

    @Test
    void acceptsAResponseToTheRequestThatThisBrowserWaitsFor() throws Exception {
        String id = departed();
        var response = trip.arrive(trip.order(id), id);
        assertThat(trip.door.refused).isNull();
        assertThat(trip.door.arrived.email()).isEqualTo("anna@northwind.example");
        assertThat(trip.door.pending.requestId()).isEqualTo(id);
        assertThat(trip.door.pending.signIn()).isEqualTo(RecordingDoor.SIGN_IN);
        assertThat(trip.door.pending.reference()).isEqualTo("ACDEFGHJKM");
        assertThat(trip.door.pending.returnTo()).isEqualTo("/orders");
        assertThat(response.getHeader("Set-Cookie")).isNull();
    }

    @Test
    void stillKnowsTheRequestWhenTheSameResponseIsPostedAgain() throws Exception {
        String id = departed();
        trip.arrive(trip.order(id), id);
        trip.door.arrived = null;
        trip.door.pending = null;
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.refused).isNull();
        assertThat(trip.door.arrived).isNotNull();
        assertThat(trip.door.pending.requestId()).isEqualTo(id);
    }

    @Test
    void neverMakesASession() throws Exception {
        String id = departed();
        var request = trip.posting("SAMLResponse=AAAA");
        trip.run(request);
        assertThat(request.getSession(false)).isNull();
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.arrived).isNotNull();
    }

    @Test
    void refusesAResponseInAnotherBrowser() throws Exception {
        String id = departed();
        trip.browser.clear();
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.reason()).isEqualTo(Reason.REQUEST_UNKNOWN);
        assertThat(trip.door.refused.evidence().values()).containsEntry("cookie", "missing");
        assertThat(trip.door.pending).isNull();
    }

    @Test
    void refusesAResponseToNobodysRequest() throws Exception {
        departed();
        trip.arrive(trip.order("_nobodys"), null);
        assertThat(trip.door.reason()).isEqualTo(Reason.REQUEST_UNKNOWN);
    }

    @Test
    void refusesAResponseAfterTenMinutes() throws Exception {
        String id = departed();
        trip.clock.advance(Duration.ofMinutes(10));
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.reason()).isEqualTo(Reason.REQUEST_EXPIRED);
    }

    @Test
    void acceptsAResponseJustBeforeTenMinutes() throws Exception {
        String id = departed();
        trip.clock.advance(Duration.ofMinutes(10).minusMillis(1));
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.refused).isNull();
    }

    @Test
    void refusesAResponseToAnotherRegistrationsRequest() throws Exception {
        var contoso = new RegistrationId("contoso");
        trip.providers.put(
                contoso,
                new IdentityProvider(
                        contoso,
                        new PartnerId("contoso"),
                        ProviderState.ACTIVE,
                        new ProviderVersion("hash", trip.settings, trip.metadata)));
        trip.depart("contoso");
        String id =
                trip.open(trip.browser.values().iterator().next()).orElseThrow().requestId();
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.reason()).isEqualTo(Reason.REQUEST_UNKNOWN);
    }

    @Test
    void aBadResponseDoesNotUseTheRequestUpAndIsTiedToItsSignIn() throws Exception {
        String id = departed();
        trip.post("SAMLResponse=" + "PHg%2BPC94Pg%3D%3D" + "&RelayState=" + id);
        assertThat(trip.door.refused).isNotNull();
        assertThat(trip.door.pending.signIn()).isEqualTo(RecordingDoor.SIGN_IN);
        assertThat(trip.browser).hasSize(1);
        trip.door.refused = null;
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.refused).isNull();
    }

    @Test
    void takesOnlyPost() throws Exception {
        for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
            var request = trip.request(method, "/login/saml2/sso/northwind");
            request.setQueryString("SAMLResponse=AAAA");
            var response = trip.run(request);
            assertThat(response.getStatus()).as(method).isEqualTo(405);
            assertThat(response.getHeader("Allow")).isEqualTo("POST");
        }
        assertThat(trip.door.refused).isNull();
    }

    @Test
    void takesOnlyForms() throws Exception {
        for (String type : List.of("multipart/form-data; boundary=x", "application/json", "text/plain", "?", "")) {
            var request = trip.posting("SAMLResponse=AAAA");
            request.setContentType(type.isEmpty() ? null : type);
            assertThat(trip.run(request).getStatus()).as(type).isEqualTo(415);
        }
    }

    @Test
    void answersNotFoundToAnUnknownId() throws Exception {
        var request = trip.request("POST", "/login/saml2/sso/contoso");
        request.setContentType("application/x-www-form-urlencoded");
        assertThat(trip.run(request).getStatus()).isEqualTo(404);
    }

    @Test
    void refusesMalformedPosts() throws Exception {
        trip.post("RelayState=x");
        assertThat(trip.door.reason()).isEqualTo(Reason.RESPONSE_MALFORMED);
    }

    @Test
    void refusesOnTheResponsePathWhatMayNotServe() throws Exception {
        String id = departed();
        trip.state = ProviderState.RETIRED;
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
        trip.state = ProviderState.ACTIVE;
        var usual = trip.metadata;
        trip.metadata = TestRoundTrip.without(usual, true, false);
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.reason()).isEqualTo(Reason.PROVIDER_KEY_MISSING);
        trip.metadata = TestRoundTrip.validUntil(usual, TestRoundTrip.NOON);
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
        trip.metadata = null;
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
        assertThat(trip.door.arrived).isNull();
    }

    @Test
    void refusesUnsolicitedResponsesUnlessTheyAreAccepted() throws Exception {
        trip.settings = settings(Unsolicited.REFUSE);
        trip.arrive(trip.order(null), null);
        assertThat(trip.door.reason()).isEqualTo(Reason.UNSOLICITED_RESPONSE);
        assertThat(trip.door.arrived).isNull();
        trip.settings = settings(Unsolicited.ACCEPT);
        trip.arrive(trip.order(null), "/reports");
        assertThat(trip.door.arrived).isNotNull();
        assertThat(trip.door.relayState).isEqualTo("/reports");
        assertThat(trip.door.pending).isNull();
    }

    @Test
    void refusesAnUnsolicitedResponseForAnUnlistedPlace() throws Exception {
        trip.settings = settings(Unsolicited.ACCEPT);
        trip.arrive(trip.order(null), "https://elsewhere.example");
        assertThat(trip.door.reason()).isEqualTo(Reason.UNSOLICITED_RESPONSE);
        assertThat(trip.door.refused.evidence().values()).containsEntry("relay_state", "https://elsewhere.example");
        assertThat(trip.door.arrived).isNull();
    }

    @Test
    void turnsErrorsFromBelowIntoARefusal() throws Exception {
        trip.judge = (_, _, _, _) -> {
            throw new NoSuchMethodError("of a later library");
        };
        String id = departed();
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.reason()).isEqualTo(Reason.UNFORESEEN);
        trip.judge = (_, _, _, _) -> {
            throw new DataAccessResourceFailureException("no database");
        };
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    static ProviderSettings settings(Unsolicited unsolicited) {
        return new ProviderSettings(
                unsolicited,
                List.of("/reports"),
                SignAuthnRequests.WHEN_WANTED,
                false,
                List.of(),
                null,
                null,
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Map.of(),
                ProviderSettings.Provisioning.INVITED_ONLY,
                List.of(),
                ProviderSettings.Exceptions.NONE);
    }
}
