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
    /** A browser is about to be sent to this (active) provider: which sign-in is it? Records that it was sent. */
    Departure depart(HttpServletRequest request, IdentityProvider provider, String requestId);

    /** A response passed every check but use: record it, and answer the browser. */
    void arrive(
            HttpServletRequest request,
            HttpServletResponse response,
            IdentityProvider provider,
            @Nullable PendingRequest pending,
            Asserted asserted)
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
