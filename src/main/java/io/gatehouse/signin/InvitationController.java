package io.gatehouse.signin;

import io.gatehouse.account.Invitations;
import io.gatehouse.account.Invitations.Opened;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.References;
import io.gatehouse.partner.Partners;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.signin.page.Pages;
import io.gatehouse.signin.refusal.Refusals;
import io.gatehouse.signin.refusal.Witness;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The link of an invitation. Looking uses nothing up, since mail scanners look too; the invitation is accepted by the first
 * single sign-on with its address.
 */
@Controller
class InvitationController {
    private final Invitations invitations;
    private final Partners partners;
    private final Refusals refusals;
    private final Witness witness;
    private final References references;
    private final Pages pages;

    InvitationController(
            Invitations invitations,
            Partners partners,
            Refusals refusals,
            Witness witness,
            References references,
            Pages pages) {
        this.invitations = invitations;
        this.partners = partners;
        this.refusals = refusals;
        this.witness = witness;
        this.references = references;
        this.pages = pages;
    }

    @GetMapping("/invitation/{token}")
    void open(HttpServletRequest request, HttpServletResponse response, @PathVariable("token") String token)
            throws IOException {
        switch (invitations.open(token)) {
            case Opened.Valid(var partner, var email) -> {
                var address = "/sign-in?partner=" + partner + "&login_hint="
                        + URLEncoder.encode(email, StandardCharsets.UTF_8);
                var name = partners.find(partner).orElseThrow().name();
                pages.show(
                        request,
                        response,
                        200,
                        "invitation",
                        Map.of("partner", name, "email", email, "address", address));
            }
            case Opened.Expired _ -> refuse(request, response, "expired, used or revoked");
            case Opened.Unknown _ -> refuse(request, response, "unknown");
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String got) throws IOException {
        var why = Reason.INVITATION_EXPIRED.because(Evidence.of("got", got));
        var context = witness.of(request, references.next(), null, null);
        refusals.refuse(request, response, Type.INVITATION, context, why, null);
    }
}
