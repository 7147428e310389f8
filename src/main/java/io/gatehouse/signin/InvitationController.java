package io.gatehouse.signin;

import io.gatehouse.account.Invitation;
import io.gatehouse.account.Invitations;
import io.gatehouse.account.Invitations.Opened;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.References;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.password.Passwords;
import io.gatehouse.password.Passwords.Acceptance;
import io.gatehouse.password.Passwords.Shortcoming;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.signin.page.Pages;
import io.gatehouse.signin.page.SignInCsrf;
import io.gatehouse.signin.refusal.Refusals;
import io.gatehouse.signin.refusal.Witness;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The link of an invitation. Looking uses nothing up, since mail scanners look too; the invitation is accepted by the first
 * single sign-on with its address, or by choosing a password here.
 */
@Controller
class InvitationController {
    private final Invitations invitations;
    private final Partners partners;
    private final Passwords passwords;
    private final Refusals refusals;
    private final Witness witness;
    private final References references;
    private final Pages pages;

    InvitationController(
            Invitations invitations,
            Partners partners,
            Passwords passwords,
            Refusals refusals,
            Witness witness,
            References references,
            Pages pages) {
        this.invitations = invitations;
        this.partners = partners;
        this.passwords = passwords;
        this.refusals = refusals;
        this.witness = witness;
        this.references = references;
        this.pages = pages;
    }

    @GetMapping("/invitation/{token}")
    void open(HttpServletRequest request, HttpServletResponse response, @PathVariable("token") String token)
            throws IOException {
        var invitation = invitations.openedBy(token);
        if (invitation.isPresent()) {
            show(request, response, token, invitation.get(), null);
            return;
        }
        var opened = invitations.open(token);
        var partner = partnerOf(opened);
        var why = Reason.INVITATION_EXPIRED.because(Evidence.of("got", got(opened)));
        var context = context(request, partner.map(Partner::id).orElse(null));
        refusals.refuse(request, response, Type.INVITATION, context, why, partner.orElse(null));
    }

    @PostMapping("/invitation/{token}")
    void accept(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable("token") String token,
            @RequestParam(name = "password", defaultValue = "") String password)
            throws IOException {
        var invitation = invitations.openedBy(token).orElse(null);
        var partner = partnerOf(invitations.open(token));
        var context = context(request, partner.map(Partner::id).orElse(null));
        switch (passwords.accept(token, password, context)) {
            case Acceptance.Accepted(var account, var chosen) ->
                pages.show(
                        request,
                        response,
                        200,
                        "invitation-accepted",
                        Map.of("address", signIn(account.partner(), account.email(), invitation), "chosen", chosen));
            case Acceptance.NotThis(var why) -> {
                if (invitation != null) {
                    show(request, response, token, invitation, why);
                }
            }
            case Acceptance.Refused(var why) -> refusals.show(request, response, context, why, partner.orElse(null));
        }
    }

    /** Whose invitation it is or was: whoever has its link may know. */
    private Optional<Partner> partnerOf(Opened opened) {
        return switch (opened) {
            case Opened.Valid valid -> partners.find(valid.partner());
            case Opened.Expired(var partner) -> partners.find(partner);
            case Opened.Unknown _ -> Optional.empty();
        };
    }

    private static String got(Opened opened) {
        return switch (opened) {
            case Opened.Valid _ -> "valid";
            case Opened.Expired _ -> "expired";
            case Opened.Unknown _ -> "unknown, used or taken back";
        };
    }

    private void show(
            HttpServletRequest request,
            HttpServletResponse response,
            String token,
            Invitation invitation,
            @Nullable Shortcoming shortcoming)
            throws IOException {
        request.setAttribute(SignInCsrf.SIGN_IN, "");
        var partner = partners.find(invitation.partner()).orElseThrow();
        boolean breakGlass = invitation.appointment().breakGlass();
        var model = new HashMap<String, @Nullable Object>();
        model.put("partner", partner.name());
        model.put("email", invitation.email());
        model.put("password", breakGlass || allows(partner, AuthenticationType.CLOUD));
        model.put(
                "address",
                breakGlass || !allows(partner, AuthenticationType.SSO)
                        ? null
                        : signIn(partner.id(), invitation.email(), invitation));
        model.put("chooses", passwords.choosesBy(invitation));
        model.put("shortest", passwords.shortest(partner));
        model.put("target", "/invitation/" + token);
        model.put("problem", shortcoming == null ? null : text(shortcoming));
        pages.show(request, response, shortcoming == null ? 200 : 400, "invitation", model);
    }

    private static boolean allows(Partner partner, AuthenticationType type) {
        return partner.authenticationTypes().contains(type);
    }

    private static String text(Shortcoming shortcoming) {
        return "invitation." + shortcoming.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where somebody invited so signs in: whoever was given a role probably wants the console. */
    private static String signIn(PartnerId partner, String email, @Nullable Invitation invitation) {
        var hint = "login_hint=" + URLEncoder.encode(email, StandardCharsets.UTF_8);
        if (invitation == null || invitation.appointment().role() == null) {
            return "/sign-in?partner=" + partner + "&" + hint;
        }
        return invitation.appointment().breakGlass() ? "/sign-in/break-glass" : "/sign-in/console?" + hint;
    }

    private EventContext context(HttpServletRequest request, @Nullable PartnerId partner) {
        return witness.ofLink(request, references.next(), partner);
    }
}
