package io.gatehouse.saml;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.reason.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the logout filter asks of the door it stands behind. The door knows sessions, events and pages. */
public interface LogoutDoor {
    /** Ends the sessions that a provider names, here and at the portal, or refuses a request that was honoured before; records either. */
    Ending end(HttpServletRequest request, HttpServletResponse response, IdentityProvider provider, LogoutAsked logout);

    /** Sessions ended, but the provider has no address to be answered at: answers the browser with a page. */
    void ended(HttpServletRequest request, HttpServletResponse response, IdentityProvider provider, Ending ending)
            throws IOException;

    /** A provider's own request can't be accepted: records it; the provider is told by the filter. */
    void decline(HttpServletRequest request, IdentityProvider provider, Refusal why);

    /** A logout message was refused: records it, and answers with a page. */
    void refuse(
            HttpServletRequest request, HttpServletResponse response, @Nullable IdentityProvider provider, Refusal why)
            throws IOException;

    /**
     * The provider answered our own logout, or seems to: records it, and answers with a page.
     *
     * @param pending the logout that this browser went off with, if it did
     */
    void answered(
            HttpServletRequest request,
            HttpServletResponse response,
            IdentityProvider provider,
            @Nullable PendingLogout pending,
            Answer answer)
            throws IOException;

    /** What came of a provider's request. */
    enum Ending {
        /** Every session that it named is over, here and at the portal. */
        WHOLE,
        /** Some are over here only, are just being opened, or are not known. */
        PARTIAL,
        /** It was honoured before, so nothing was done. */
        REFUSED
    }

    /** What a provider says of our request. */
    sealed interface Answer {
        /** Its session is over, and all that hung on it. */
        record Complete() implements Answer {}

        /** Not all is over there. */
        record Incomplete(List<String> statusCodes) implements Answer {}

        /** What came is not to be believed. */
        record Unbelievable(Refusal why) implements Answer {}
    }
}
