package io.gatehouse.saml;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A door that remembers what it was told. */
@NullUnmarked
class RecordingDoor implements SignInDoor {
    static final UUID SIGN_IN = new UUID(7, 9);

    String returnTo = "/orders";
    String loginHint;
    int departures;
    Asserted arrived;
    PendingRequest pending;
    Refusal refused;

    @Override
    public Departure depart(HttpServletRequest request, IdentityProvider provider, String requestId) {
        departures++;
        return new Departure(SIGN_IN, "ACDEFGHJKM", returnTo, loginHint, "portal");
    }

    @Override
    public void arrive(
            HttpServletRequest request,
            HttpServletResponse response,
            IdentityProvider provider,
            PendingRequest answered,
            Asserted asserted) {
        pending = answered;
        arrived = asserted;
    }

    @Override
    public void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            IdentityProvider provider,
            PendingRequest answered,
            Refusal why) {
        pending = answered;
        refused = why;
        response.setStatus(why.reason().status());
    }

    Reason reason() {
        return refused == null ? null : refused.reason();
    }
}
