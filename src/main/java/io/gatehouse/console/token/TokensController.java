package io.gatehouse.console.token;

import io.gatehouse.account.token.ApiToken;
import io.gatehouse.account.token.ApiToken.Scope;
import io.gatehouse.account.token.ApiTokens;
import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Actors;
import io.gatehouse.console.page.Deeds;
import io.gatehouse.console.page.Missing;
import io.gatehouse.console.page.Moments;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The tokens of programs: which there are, when each was last used; making one, ending one. */
@Controller
class TokensController {
    private static final int LONGEST_DAYS = 365;

    private final ApiTokens tokens;
    private final Partners partners;
    private final Actors actors;
    private final Deeds deeds;
    private final Clock clock;

    TokensController(ApiTokens tokens, Partners partners, Actors actors, Deeds deeds, Clock clock) {
        this.tokens = tokens;
        this.partners = partners;
        this.actors = actors;
        this.deeds = deeds;
        this.clock = clock;
    }

    @GetMapping("/console/tokens")
    String list(Model model) {
        var now = clock.instant();
        model.addAttribute(
                "tokens",
                tokens.all().stream()
                        .map(token -> Line.of(token, actors.shown(token.createdBy()), tokens.opens(token), now))
                        .toList());
        model.addAttribute("scopes", Scope.values());
        return "console/tokens";
    }

    @PostMapping("/console/tokens")
    String create(
            @RequestParam(name = "scope", defaultValue = "") String scopeCode,
            @RequestParam(name = "partner", defaultValue = "") String partnerText,
            @RequestParam(name = "days", defaultValue = "90") int days,
            @RequestAttribute(Administrator.ME) Administrator me,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var scope = Scope.ofCode(scopeCode).orElse(null);
        var partner = Optional.of(partnerText.strip())
                .filter(PartnerId::isOne)
                .map(PartnerId::new)
                .filter(id -> tokens.fits(id) && partners.standing(id).isPresent());
        boolean wantsPartner = scope == Scope.PARTNER_ADMIN;
        if (scope == null
                || days < 1
                || days > LONGEST_DAYS
                || wantsPartner != !partnerText.isBlank()
                || wantsPartner && partner.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("wrong", true);
            return list(model);
        }
        var created =
                tokens.create(scope, partner.orElse(null), Duration.ofDays(days), me.actor(), deeds.origin(request));
        model.addAttribute("text", created.text());
        return list(model);
    }

    @PostMapping("/console/tokens/{token}/revoke")
    String revoke(
            @PathVariable("token") String id,
            @RequestAttribute(Administrator.ME) Administrator me,
            HttpServletRequest request) {
        try {
            if (!tokens.revoke(UUID.fromString(id), me.actor(), deeds.origin(request))) {
                throw new Missing();
            }
        } catch (IllegalArgumentException notAnId) {
            throw new Missing();
        }
        return "redirect:/console/tokens?done=token-revoked";
    }

    /** A token as a line of the table; its text is nowhere. */
    record Line(
            String id,
            String scope,
            String partner,
            String created,
            String maker,
            String expires,
            String lastUsed,
            String state,
            boolean usable) {
        static Line of(ApiToken token, String maker, boolean opens, Instant now) {
            var partner = token.partner();
            return new Line(
                    token.id().toString(),
                    token.scope().code(),
                    partner == null ? "" : partner.value(),
                    Moments.minute(token.createdAt()),
                    maker,
                    Moments.minute(token.expiresAt()),
                    Moments.minute(token.lastUsedAt()),
                    state(token, opens, now),
                    opens);
        }

        private static String state(ApiToken token, boolean opens, Instant now) {
            if (token.revokedAt() != null) {
                return "revoked";
            }
            if (!token.usableAt(now)) {
                return "expired";
            }
            return opens ? "usable" : "void";
        }
    }
}
