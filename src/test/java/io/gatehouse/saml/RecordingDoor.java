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
    Route route = new Route.Live();
    String relayState;
    String version;
    Examination examination;
    Asserted arrived;
    PendingRequest pending;
    Refusal refused;

    @Override
    public Route route(HttpServletRequest request, IdentityProvider provider) {
        return route;
    }

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
            String allowed,
            Asserted asserted) {
        pending = answered;
        relayState = allowed;
        version = provider.version().hash();
        arrived = asserted;
    }

    @Override
    public void examined(
            HttpServletRequest request,
            HttpServletResponse response,
            IdentityProvider provider,
            PendingRequest answered,
            Examination came) {
        pending = answered;
        examination = came;
        version = provider.version().hash();
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
