package io.gatehouse.saml;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderSettings.Unsolicited;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.ResponseOrder.Signing;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** A response that answers nothing, where the settings make a round trip of ours of it. */
@NullUnmarked
class BounceTests {
    private final TestRoundTrip trip = new TestRoundTrip();

    @BeforeEach
    void bounces() {
        trip.settings = ArrivalTests.settings(Unsolicited.BOUNCE);
    }

    @Test
    void becomesARoundTripOfOurs() throws Exception {
        var sentOff = trip.arrive(trip.order(null), "/reports");
        assertThat(sentOff.getStatus()).isEqualTo(303);
        assertThat(sentOff.getHeader("Location")).isEqualTo("/saml2/authenticate/northwind?bounced=1");
        assertThat(sentOff.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(sentOff.getHeader("Set-Cookie"))
                .startsWith("gatehouse-bounced=")
                .contains("Max-Age=60", "Secure", "HttpOnly", "SameSite=None");
        assertThat(trip.door.refused).isNull();
        assertThat(depart().getHeader("Location")).contains("SAMLRequest=");
        assertThat(trip.door.arrived).isNull();
    }

    @Test
    void doesNotJudgeIt() throws Exception {
        var sentOff = trip.arrive(trip.order(null).signing(Signing.NONE), null);
        assertThat(sentOff.getStatus()).isEqualTo(303);
        assertThat(trip.door.refused).isNull();
    }

    @Test
    void stillRefusesWhatIsNoResponse() throws Exception {
        var refused = trip.post("SAMLResponse=AAAA");
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(trip.door.reason()).isEqualTo(Reason.RESPONSE_MALFORMED);
    }

    @Test
    void sendsABrowserOffOnceAMinute() throws Exception {
        trip.arrive(trip.order(null), null);
        trip.clock.advance(Duration.ofSeconds(59));
        assertThat(trip.arrive(trip.order(null), null).getStatus()).isEqualTo(403);
        assertThat(trip.door.reason()).isEqualTo(Reason.UNSOLICITED_RESPONSE);
        trip.clock.advance(Duration.ofSeconds(2));
        assertThat(trip.arrive(trip.order(null), null).getStatus()).isEqualTo(303);
    }

    @Test
    void doesNotSendABrowserRoundAndRoundThatKeepsNoCookies() throws Exception {
        trip.arrive(trip.order(null), null);
        trip.browser.clear();
        assertThat(depart().getStatus()).isEqualTo(403);
        assertThat(trip.door.reason()).isEqualTo(Reason.UNSOLICITED_RESPONSE);
        assertThat(trip.door.departures).isZero();
    }

    @Test
    void judgesAnAnswerToOurOwnRequestAsEver() throws Exception {
        trip.arrive(trip.order(null), null);
        depart();
        String id = trip.browser.values().stream()
                .flatMap(cookie -> trip.open(cookie).stream())
                .findFirst()
                .orElseThrow()
                .requestId();
        trip.arrive(trip.order(id), id);
        assertThat(trip.door.arrived).isNotNull();
        assertThat(trip.door.pending.requestId()).isEqualTo(id);
    }

    @Test
    void aProviderThatIsNotActiveIsNotBouncedTo() throws Exception {
        for (var state : new ProviderState[] {ProviderState.DRAFT, ProviderState.RETIRED}) {
            trip.state = state;
            assertThat(trip.arrive(trip.order(null), null).getHeader("Location"))
                    .isNull();
            assertThat(trip.door.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
        }
    }

    private MockHttpServletResponse depart() throws Exception {
        var request = trip.request("GET", "/saml2/authenticate/northwind");
        request.addParameter("bounced", "1");
        return trip.run(request);
    }
}
