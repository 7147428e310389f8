package io.gatehouse.saml;

import static io.gatehouse.saml.TestRoundTrip.NOON;
import static io.gatehouse.saml.TestRoundTrip.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.saml.pending.PendingRequests.Answer;
import io.gatehouse.saml.request.TestRequests;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@NullUnmarked
class PendingCookiesTests {
    private final TestRoundTrip trip = new TestRoundTrip();

    @Test
    void isSecureAndCrossSiteOnLoopbackToo() {
        assertThat(header(trip, pending(trip, "/orders")))
                .startsWith("gatehouse-request-")
                .contains("Path=/", "Max-Age=600", "Secure", "HttpOnly", "SameSite=None")
                .doesNotContain("Domain");
    }

    @Test
    void hasTheHostPrefixOnHttps() {
        var secure = new TestRoundTrip("https://gate.example");
        assertThat(header(secure, pending(secure, null))).startsWith("__Host-gatehouse-request-");
    }

    @Test
    void staysUnderOneKibibyte() {
        var secure = new TestRoundTrip("https://gate.example");
        var longest = new PendingRequest(
                TestRequests.ids(secure.keys).make(NORTHWIND, NOON),
                NOON,
                new io.gatehouse.identityprovider.RegistrationId("a".repeat(64)),
                new UUID(1, 2),
                "ACDEFGHJKM",
                "/" + "r".repeat(511),
                "console");
        String pair = header(secure, longest).split(";")[0];
        assertThat(pair.length()).isLessThanOrEqualTo(1024);
    }

    @Test
    void dropsAReturnToThatIsTooLong() {
        var added = add(pending(trip, "/" + "r".repeat(512)));
        assertThat(trip.open(added).orElseThrow().returnTo()).isNull();
    }

    @Test
    void bringsBackWhatTheSignInIsFor() {
        assertThat(trip.open(add(pending(trip, "/orders"))).orElseThrow().purpose())
                .isEqualTo("test");
    }

    @Test
    void keepsFourAndTheOldestGoes() throws Exception {
        trip.depart("northwind");
        var oldest = trip.browser.keySet().iterator().next();
        for (int i = 0; i < 3; i++) {
            trip.clock.advance(Duration.ofSeconds(1));
            trip.depart("northwind");
        }
        assertThat(trip.browser).hasSize(4).containsKey(oldest);
        trip.clock.advance(Duration.ofSeconds(1));
        trip.depart("northwind");
        assertThat(trip.browser).hasSize(4).doesNotContainKey(oldest);
    }

    @Test
    void removesWhatIsOverOrNotOurs() throws Exception {
        trip.depart("northwind");
        trip.browser.put("gatehouse-request-AAAAAAAAAAAA", new Cookie("gatehouse-request-AAAAAAAAAAAA", "junk"));
        trip.browser.put("gatehouse-sign-in-x", new Cookie("gatehouse-sign-in-x", "another's"));
        trip.clock.advance(Duration.ofMinutes(10));
        trip.depart("northwind");
        assertThat(trip.browser).hasSize(2).containsKey("gatehouse-sign-in-x");
    }

    @Test
    void doesNotOpenUnderAnotherName() throws Exception {
        var first = add(pending(trip, null));
        var second = pending(trip, null);
        var moved = new Cookie(add(second).getName(), first.getValue());
        var request = new MockHttpServletRequest();
        request.setCookies(moved);
        var answer = trip.cookies().of(request, NORTHWIND).answering(second.requestId());
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.why().evidence().values()).containsEntry("cookie", "not ours"));
    }

    @Test
    void findsOursBesideASecondCookieOfTheSameName() {
        var pending = pending(trip, "/orders");
        var ours = add(pending);
        var request = new MockHttpServletRequest();
        request.setCookies(new Cookie(ours.getName(), "tossed"), ours);
        assertThat(trip.cookies().of(request, NORTHWIND).answering(pending.requestId()))
                .isEqualTo(new Answer.Known(pending));
    }

    private Cookie add(PendingRequest pending) {
        var response = new MockHttpServletResponse();
        trip.cookies().add(new MockHttpServletRequest(), response, pending);
        return response.getCookies()[0];
    }

    private static String header(TestRoundTrip trip, PendingRequest pending) {
        var response = new MockHttpServletResponse();
        trip.cookies().add(new MockHttpServletRequest(), response, pending);
        return response.getHeader("Set-Cookie");
    }

    private static PendingRequest pending(TestRoundTrip trip, String returnTo) {
        return new PendingRequest(
                TestRequests.ids(trip.keys).make(NORTHWIND, NOON),
                NOON,
                NORTHWIND,
                new UUID(1, 2),
                "ACDEFGHJKM",
                returnTo,
                "test");
    }
}
