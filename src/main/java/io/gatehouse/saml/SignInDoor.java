package io.gatehouse.saml;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.reason.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the SAML filters ask of the door they stand behind. The door knows people, events and pages; the filters know SAML. */
public interface SignInDoor {
    /** Which version of this connection a browser is to meet; asked first, once a departure. */
    Route route(HttpServletRequest request, IdentityProvider provider);

    /** A browser is about to be sent to this provider, in the version of its route: which sign-in is it? Records that it was sent. */
    Departure depart(HttpServletRequest request, IdentityProvider provider, String requestId);

    /**
     * A response passed every check but use: record it, and answer the browser.
     *
     * @param provider in the version that judged
     * @param relayState of a response that answers no request: one of those that the settings allow
     */
    void arrive(
            HttpServletRequest request,
            HttpServletResponse response,
            IdentityProvider provider,
            @Nullable PendingRequest pending,
            @Nullable String relayState,
            Asserted asserted)
            throws IOException;

    /** A response came that was to be examined only: keep what was found, and answer the browser. Nobody is let in by it. */
    void examined(
            HttpServletRequest request,
            HttpServletResponse response,
            IdentityProvider provider,
            PendingRequest pending,
            Examination examination)
            throws IOException;

    /**
     * A departure or an arrival was refused: record it, and answer with the page.
     *
     * @param provider null where the id in the path is nobody's
     * @param pending the request it answers, if that much is proved
     */
    void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable IdentityProvider provider,
            @Nullable PendingRequest pending,
            Refusal why)
            throws IOException;

    /** The version that a browser meets. */
    sealed interface Route {
        /** What serves everybody. */
        record Live() implements Route {}

        /**
         * One that waits to be activated, or serves.
         *
         * @param examined whether its response is only to be examined
         */
        record Version(String hash, boolean examined) implements Route {}

        /** None. */
        record Nowhere(Refusal why) implements Route {}
    }

    /**
     * The sign-in that departs.
     *
     * @param purpose the door's own word, at most sixteen letters; comes back with the pending request
     */
    record Departure(
            UUID signIn,
            String reference,
            @Nullable String returnTo,
            @Nullable String loginHint,
            String purpose) {}
}
