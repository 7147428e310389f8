package io.gatehouse.signin;

import io.gatehouse.account.Account;
import io.gatehouse.audit.EventContext;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.reason.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a sign-in for the console asks of the console once both factors are proved. */
public interface ConsoleDoor {
    /** Opens a session and gives it to the browser, or says why not. Records either. */
    Entrance enter(HttpServletRequest request, HttpServletResponse response, Visit visit, EventContext context);

    /**
     * Who comes.
     *
     * @param secondFactor {@code totp} or {@code recovery-code}
     * @param provider the identity provider that vouched; null for a password
     * @param saml what that provider's logout will name the session by, if it gave it a name
     */
    record Visit(
            UUID signIn,
            Account account,
            AuthenticationType type,
            String secondFactor,
            @Nullable RegistrationId provider,
            @Nullable SamlSession saml) {}

    /** What came of it. */
    sealed interface Entrance {
        /** The browser has its session. */
        record Open() implements Entrance {}

        /** None: this person may not be here, or came in with this sign-in already. */
        record Refused(Refusal why) implements Entrance {}
    }
}
