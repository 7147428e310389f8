package io.gatehouse.saml;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.saml.Asserted.NameIdentifier;
import io.gatehouse.saml.logout.LogoutStart;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The way from our own sign-out to the identity provider's (SAML Profiles 4.4.3.1), once our sessions are over. */
@Component
public class SingleLogout {
    private final LogoutStart start;

    SingleLogout(LogoutStart start) {
        this.start = start;
    }

    /**
     * Sends a browser off to end its session at the provider too. A provider that may not serve, or that has no single logout,
     * is not asked.
     *
     * @param sessionIndex which of the person's sessions; all of them where null
     * @param reference what the person is shown, for the answer's event
     */
    public Farewell sendOff(
            HttpServletRequest request,
            HttpServletResponse response,
            Party party,
            NameIdentifier name,
            @Nullable String sessionIndex,
            String reference)
            throws IOException {
        return start.sendOff(request, response, party, name, sessionIndex, reference);
    }

    /**
     * Whom the session is of.
     *
     * @param version of the connection, that it came by; null if that is not known
     */
    public record Party(RegistrationId provider, @Nullable String version) {}

    /** How a browser is sent off. */
    public sealed interface Farewell {
        /** To this address, which the door's page leads to. */
        record ByRedirect(String address) implements Farewell {}

        /** By a page that posts; the browser is answered already. */
        record Answered() implements Farewell {}

        /** The provider can't be asked, so its session may go on. */
        record Nowhere() implements Farewell {}
    }
}
