package io.gatehouse.signin.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.AccountId;
import io.gatehouse.audit.Reference;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.TestKeys;
import io.gatehouse.keys.cookie.TestCookies;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.signin.flight.SignIn.Assured;
import io.gatehouse.signin.flight.SignIn.Chosen;
import io.gatehouse.signin.flight.SignIn.Proven;
import io.gatehouse.signin.flight.SignIn.Started;
import io.gatehouse.testing.TestClock;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SignInsTests {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private final SignIns signIns =
            new SignIns(TestKeys.keys(), TestCookies.at(new BaseUrl(URI.create("http://localhost:8080"))), clock);

    @Test
    void bringsBackEachStepAsItWas() {
        for (var step : everyStep(journey())) {
            var kept = keep(step);
            assertThat(find(kept, step)).contains(step);
        }
    }

    @Test
    void staysUnderTwoKibibytes() {
        for (var step : everyStep(journey())) {
            assertThat(keep(step).getValue()).hasSizeLessThan(2048);
        }
    }

    @Test
    void endsTenMinutesAfterItsLastStep() {
        var step = new Started(journey(), null);
        var kept = keep(step);
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(find(kept, step)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(find(kept, step)).isEmpty();
    }

    @Test
    void opensUnderItsOwnNameOnly() {
        var mine = new Started(journey(), null);
        var other = new Started(journey(), null);
        var posing = new Cookie(
                "gatehouse-sign-in-" + other.journey().id(), keep(mine).getValue());
        assertThat(find(posing, other)).isEmpty();
    }

    @Test
    void doesNotOpenWhatWasAltered() {
        var step = new Started(journey(), null);
        var kept = keep(step);
        for (int i = 0; i < kept.getValue().length(); i += 7) {
            var letters = new StringBuilder(kept.getValue());
            letters.setCharAt(i, letters.charAt(i) == 'A' ? 'B' : 'A');
            assertThat(find(new Cookie(kept.getName(), letters.toString()), step))
                    .as("letter " + i)
                    .isEmpty();
        }
        assertThat(find(new Cookie(kept.getName(), "not base64 !"), step)).isEmpty();
    }

    @Test
    void keepsAtMostFourAndLetsTheOldestGo() {
        var request = new MockHttpServletRequest();
        var cookies = new ArrayList<Cookie>();
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofSeconds(1));
            cookies.add(keep(new Started(journey(), null)));
        }
        request.setCookies(cookies.reversed().toArray(Cookie[]::new));
        clock.advance(Duration.ofSeconds(1));
        var response = new MockHttpServletResponse();
        signIns.keep(request, response, new Started(journey(), null));
        assertThat(response.getHeaders("Set-Cookie"))
                .filteredOn(line -> line.contains("Max-Age=0"))
                .singleElement()
                .asString()
                .startsWith(cookies.getFirst().getName());
    }

    private List<SignIn> everyStep(Journey journey) {
        var partner = new PartnerId("p".repeat(64));
        var provider = new RegistrationId("r".repeat(64));
        var proof = new Proof(
                AuthenticationType.SSO,
                provider,
                NOON,
                List.of("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"),
                new SamlSession(
                        "n".repeat(224),
                        "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
                        "https://idp.example/metadata",
                        null,
                        "_session",
                        "0".repeat(64)));
        var account = new AccountId(UUID.randomUUID());
        return List.of(
                new Started(journey, null),
                new Started(journey, partner),
                Chosen.sso(journey, partner, provider, "a".repeat(242) + "@b.example"),
                new Proven(journey, partner, account, proof),
                new Assured(journey, partner, account, proof, "recovery-code", UUID.randomUUID()));
    }

    private Journey journey() {
        return new Journey(
                TestKeys.randomness(clock).uuid(),
                new Reference("ACDEFGHJKM"),
                NOON,
                "/orders?" + "x".repeat(300),
                Purpose.CONSOLE);
    }

    private Cookie keep(SignIn step) {
        var response = new MockHttpServletResponse();
        signIns.keep(new MockHttpServletRequest(), response, step);
        return response.getCookies()[0];
    }

    private Optional<SignIn> find(Cookie cookie, SignIn step) {
        var request = new MockHttpServletRequest();
        request.setCookies(cookie);
        return signIns.find(request, step.journey().id().toString());
    }
}
