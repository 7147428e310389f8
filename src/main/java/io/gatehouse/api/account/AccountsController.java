package io.gatehouse.api.account;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.Invitations;
import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.api.call.Answer;
import io.gatehouse.api.call.Answers;
import io.gatehouse.api.call.Bodies;
import io.gatehouse.api.call.Call;
import io.gatehouse.api.call.Calls;
import io.gatehouse.api.call.Members;
import io.gatehouse.limits.MailLimit;
import io.gatehouse.partner.Partner;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** People of a partner: who they are, and who is to join them. */
@RestController
class AccountsController {
    static final String ALL = "/api/v1/partners/{partner}/accounts";
    static final String ONE = ALL + "/{account}";

    private final Calls calls;
    private final Bodies bodies;
    private final Answers answers;
    private final Accounts accounts;
    private final Invitations invitations;
    private final AccountViews views;
    private final MailLimit limit;

    AccountsController(
            Calls calls,
            Bodies bodies,
            Answers answers,
            Accounts accounts,
            Invitations invitations,
            AccountViews views,
            MailLimit limit) {
        this.calls = calls;
        this.bodies = bodies;
        this.answers = answers;
        this.accounts = accounts;
        this.invitations = invitations;
        this.views = views;
        this.limit = limit;
    }

    @GetMapping(ALL)
    ResponseEntity<byte[]> list(HttpServletRequest request, @PathVariable("partner") String partnerId) {
        var call = calls.of(request, "cursor", "limit");
        var partner = call.reads(partnerId);
        int limit = call.limit();
        var found = accounts.page(partner.id(), call.parameter("cursor").orElse(null), limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        return answers.to(
                Answer.ok(Members.of("items", page.stream().map(views::of).toList())
                        .and("next", found.size() > limit ? page.getLast().email() : null)
                        .map()));
    }

    @GetMapping(ONE)
    ResponseEntity<byte[]> read(
            HttpServletRequest request,
            @PathVariable("partner") String partnerId,
            @PathVariable("account") String accountId) {
        var partner = calls.of(request).reads(partnerId);
        return answers.to(Answer.ok(views.of(People.of(accounts, partner, accountId))));
    }

    @PostMapping(ALL)
    ResponseEntity<byte[]> invite(HttpServletRequest request, @PathVariable("partner") String partnerId) {
        var call = calls.of(request);
        var partner = call.looksAfter(partnerId);
        if (!(bodies.members(call, partnerId, "email").get("email") instanceof String email)) {
            throw new ProblemException(
                    Bodies.invalid("The e-mail address to invite is missing.").with("pointer", "/email"));
        }
        mayWrite(email);
        return answers.once(call, email.getBytes(StandardCharsets.UTF_8), () -> invited(call, partner, email));
    }

    @PostMapping(ONE + "/invite")
    ResponseEntity<byte[]> inviteAgain(
            HttpServletRequest request,
            @PathVariable("partner") String partnerId,
            @PathVariable("account") String accountId) {
        var call = calls.of(request);
        var partner = call.looksAfter(partnerId);
        bodies.members(call, partnerId);
        Account account = People.of(accounts, partner, accountId);
        mayWrite(account.email());
        return answers.once(call, new byte[0], () -> invited(call, partner, account.email()));
    }

    // Before the transaction of the answer, as limits are spent.
    private void mayWrite(String email) {
        limit.letterTo(email).ifPresent(why -> {
            var seconds = why.evidence().values().get("retry_after");
            throw new ProblemException(Problem.of(why.reason(), 429, "Too many letters to this address.")
                    .withHeaders(Map.of("Retry-After", String.valueOf(seconds))));
        });
    }

    private Answer invited(Call call, Partner partner, String email) {
        return switch (invitations.invite(email, partner, call.token().actor(), call.about(partner))) {
            case Invitations.Answer.Invited invited -> new Answer(201, Map.of(), view(email, invited));
            case Invitations.Answer.Refused(var why) ->
                throw new ProblemException(Problem.of(
                                why.reason(),
                                422,
                                "The address can't be invited: "
                                        + why.evidence().values() + ".")
                        .with("pointer", "/email"));
        };
    }

    // A link that is on its way by mail is nobody else's to see.
    private static Map<String, @Nullable Object> view(String email, Invitations.Answer.Invited invited) {
        return Members.of("email", email)
                .and("expires", invited.expiresAt())
                .and("mailed", invited.mailed())
                .and("link", invited.mailed() ? null : invited.link())
                .map();
    }
}
