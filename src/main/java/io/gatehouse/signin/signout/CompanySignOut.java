package io.gatehouse.signin.signout;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.saml.Asserted.NameIdentifier;
import io.gatehouse.saml.SingleLogout;
import io.gatehouse.saml.SingleLogout.Farewell;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** The way on to the sign-out of a person's own company, once our session is over: of the portal or of the console. */
@Component
public class CompanySignOut {
    private final SingleLogout singleLogout;
    private final SignedOutPage page;

    CompanySignOut(SingleLogout singleLogout, SignedOutPage page) {
        this.singleLogout = singleLogout;
        this.page = page;
    }

    /**
     * Sends the browser there, to end the session at the identity provider too. False if it can't be asked, and then nothing is
     * answered.
     *
     * @param reference what the person is shown, for the answer's event
     */
    public boolean sendsOff(
            HttpServletRequest request,
            HttpServletResponse response,
            RegistrationId provider,
            SamlSession saml,
            String reference)
            throws IOException {
        var party = new SingleLogout.Party(provider, saml.version());
        var name = new NameIdentifier(saml.nameId(), saml.format(), saml.nameQualifier(), saml.spNameQualifier());
        return switch (singleLogout.sendOff(request, response, party, name, saml.sessionIndex(), reference)) {
            case Farewell.ByRedirect(var address) -> {
                page.showLeaving(request, response, address);
                yield true;
            }
            case Farewell.Answered _ -> true;
            case Farewell.Nowhere _ -> false;
        };
    }
}
