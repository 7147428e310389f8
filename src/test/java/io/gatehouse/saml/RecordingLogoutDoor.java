package io.gatehouse.saml;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.NullUnmarked;

/** A door that remembers what it was told of logouts. */
@NullUnmarked
class RecordingLogoutDoor implements LogoutDoor {
    Ending ending = Ending.WHOLE;
    LogoutAsked asked;
    Ending shown;
    Refusal declined;
    Refusal refused;
    PendingLogout pending;
    Answer answer;

    @Override
    public Ending end(
            HttpServletRequest request, HttpServletResponse response, IdentityProvider provider, LogoutAsked logout) {
        asked = logout;
        return ending;
    }

    @Override
    public void ended(
            HttpServletRequest request, HttpServletResponse response, IdentityProvider provider, Ending came) {
        shown = came;
    }

    @Override
    public void decline(HttpServletRequest request, IdentityProvider provider, Refusal why) {
        declined = why;
    }

    @Override
    public void refuse(
            HttpServletRequest request, HttpServletResponse response, IdentityProvider provider, Refusal why) {
        refused = why;
        response.setStatus(why.reason().status());
    }

    @Override
    public void answered(
            HttpServletRequest request,
            HttpServletResponse response,
            IdentityProvider provider,
            PendingLogout awaited,
            Answer came) {
        pending = awaited;
        answer = came;
    }

    Reason reason() {
        return refused == null ? null : refused.reason();
    }
}
