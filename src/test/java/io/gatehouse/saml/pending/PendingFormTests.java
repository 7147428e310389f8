package io.gatehouse.saml.pending;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.saml.PendingRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PendingFormTests {
    private static final PendingRequest PENDING = new PendingRequest(
            "_request",
            Instant.parse("2026-11-20T12:00:00Z"),
            new RegistrationId("northwind"),
            new UUID(1, 2),
            "ACDEFGHJKM",
            "/orders",
            "portal");

    @Test
    void readsWhatItWrote() {
        assertThat(PendingForm.read(PendingForm.bytes(PENDING))).contains(PENDING);
    }

    @Test
    void takesOneFromBeforeThereWerePurposesForThePortals() {
        byte[] now = PendingForm.bytes(PENDING);
        byte[] before = Arrays.copyOf(now, now.length - 2 - "portal".length());
        assertThat(PendingForm.read(before)).contains(PENDING);
    }
}
