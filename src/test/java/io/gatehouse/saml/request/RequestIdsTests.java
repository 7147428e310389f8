package io.gatehouse.saml.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.keys.TestKeys;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RequestIdsTests {
    private static final RegistrationId NORTHWIND = new RegistrationId("northwind");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");

    private final RequestIds ids = TestRequests.ids(TestKeys.keys());

    @Test
    void provesItselfOnAnotherNode() {
        String id = ids.make(NORTHWIND, NOON);
        assertThat(TestRequests.ids(TestKeys.keys()).issuedAt(id, NORTHWIND)).contains(NOON);
    }

    @Test
    void isAnXmlIdThatFitsIntoRelayState() {
        for (int i = 0; i < 200; i++) {
            assertThat(ids.make(NORTHWIND, NOON)).matches("_[A-Za-z0-9_-]+").hasSizeLessThan(80);
        }
    }

    @Test
    void isNeverMadeTwice() {
        assertThat(ids.make(NORTHWIND, NOON)).isNotEqualTo(ids.make(NORTHWIND, NOON));
    }

    @Test
    void provesNothingToAnotherRegistration() {
        assertThat(ids.issuedAt(ids.make(NORTHWIND, NOON), new RegistrationId("contoso")))
                .isEmpty();
    }

    @Test
    void provesNothingUnderOtherKeys() {
        var others = TestRequests.ids(TestKeys.keys(TestKeys.base64(2)));
        assertThat(others.issuedAt(ids.make(NORTHWIND, NOON), NORTHWIND)).isEmpty();
    }

    @Test
    void noCharacterOfItMayChange() {
        String id = ids.make(NORTHWIND, NOON);
        // The last character carries unused bits, which a lenient decoder passes over; the cookie's exact id decides
        // there.
        for (int i = 0; i < id.length() - 1; i++) {
            char other = id.charAt(i) == 'A' ? 'B' : 'A';
            String altered = id.substring(0, i) + other + id.substring(i + 1);
            assertThat(ids.issuedAt(altered, NORTHWIND)).as(altered).isEmpty();
        }
    }

    @Test
    void whatIsNoIdIsUnknown() {
        for (String text :
                new String[] {"", " ", "_", "_abc", "x".repeat(55), "_" + "!".repeat(54), "_" + "é".repeat(54)}) {
            assertThat(ids.issuedAt(text, NORTHWIND)).as(text).isEmpty();
        }
    }
}
