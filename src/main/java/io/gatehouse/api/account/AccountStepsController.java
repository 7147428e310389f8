package io.gatehouse.api.account;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.Suspensions;
import io.gatehouse.api.call.Answer;
import io.gatehouse.api.call.Answers;
import io.gatehouse.api.call.Bodies;
import io.gatehouse.api.call.Call;
import io.gatehouse.api.call.Calls;
import io.gatehouse.api.call.Members;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.partner.Partner;
import io.gatehouse.password.Passwords;
import io.gatehouse.portal.person.PersonSessions;
import io.gatehouse.secondfactor.SecondFactor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What administrators do for and against people; each is done once, so asking again does no harm. */
@RestController
class AccountStepsController {
    private static final String ONE = AccountsController.ONE;

    private final Calls calls;
    private final Bodies bodies;
    private final Answers answers;
    private final Accounts accounts;
    private final Suspensions suspensions;
    private final SecondFactor secondFactor;
    private final Passwords passwords;
    private final PersonSessions sessions;
    private final AccountViews views;

    AccountStepsController(
            Calls calls,
            Bodies bodies,
            Answers answers,
            Accounts accounts,
            Suspensions suspensions,
            SecondFactor secondFactor,
            Passwords passwords,
            PersonSessions sessions,
            AccountViews views) {
        this.calls = calls;
        this.bodies = bodies;
        this.answers = answers;
        this.accounts = accounts;
        this.suspensions = suspensions;
        this.secondFactor = secondFactor;
        this.passwords = passwords;
        this.sessions = sessions;
        this.views = views;
    }

    @PostMapping(ONE + "/suspend")
    ResponseEntity<byte[]> suspend(
            HttpServletRequest request, @PathVariable("partner") String partner, @PathVariable("account") String id) {
        var call = calls.of(request);
        var account = account(call, call.changes(partner), id);
        var done = new AtomicBoolean();
        var answer = answers.once(call, new byte[0], () -> {
            done.set(true);
            suspensions.suspend(account, call.token().actor(), about(call, account));
            return answer(account);
        });
        // Between commits, since the portal is another system; whoever is suspended opens no new session meanwhile.
        if (done.get()) { // and not for a call that was answered before
            sessions.endAll(account, call.token().actor(), about(call, account));
        }
        return answer;
    }

    @PostMapping(ONE + "/resume")
    ResponseEntity<byte[]> resume(
            HttpServletRequest request, @PathVariable("partner") String partner, @PathVariable("account") String id) {
        var call = calls.of(request);
        var account = account(call, call.changes(partner), id);
        return answers.once(call, new byte[0], () -> {
            suspensions.resume(account, call.token().actor(), about(call, account));
            return answer(account);
        });
    }

    @PostMapping(ONE + "/unlock")
    ResponseEntity<byte[]> unlock(
            HttpServletRequest request, @PathVariable("partner") String partner, @PathVariable("account") String id) {
        var call = calls.of(request);
        var account = account(call, call.looksAfter(partner), id);
        return answers.once(call, new byte[0], () -> {
            secondFactor.unlock(account, call.token().actor(), about(call, account));
            passwords.unlock(account, call.token().actor(), about(call, account));
            return answer(account);
        });
    }

    @PostMapping(ONE + "/reset-second-factor")
    ResponseEntity<byte[]> resetSecondFactor(
            HttpServletRequest request, @PathVariable("partner") String partner, @PathVariable("account") String id) {
        var call = calls.of(request);
        var account = account(call, call.changes(partner), id);
        var done = new AtomicBoolean();
        var answer = answers.once(call, new byte[0], () -> {
            done.set(true);
            secondFactor.resetSecondFactor(account, call.token().actor(), about(call, account));
            return answer(account);
        });
        // Whoever came in with the authenticator that is no more comes in again with the next.
        if (done.get()) { // and not for a call that was answered before
            sessions.endAll(account, call.token().actor(), about(call, account));
        }
        return answer;
    }

    @PostMapping(ONE + "/end-sessions")
    ResponseEntity<byte[]> endSessions(
            HttpServletRequest request, @PathVariable("partner") String partner, @PathVariable("account") String id) {
        var call = calls.of(request);
        var account = account(call, call.changes(partner), id);
        var ended = sessions.endAll(account, call.token().actor(), about(call, account));
        return answers.once(
                call,
                new byte[0],
                () -> Answer.ok(Members.of("ended", ended.all()).map()));
    }

    private Account account(Call call, Partner partner, String id) {
        bodies.members(call, partner.id().value());
        return People.of(accounts, partner, id);
    }

    private Answer answer(Account account) {
        return Answer.ok(views.of(accounts.find(account.id()).orElseThrow()));
    }

    private static EventContext about(Call call, Account account) {
        return new EventContext(Subject.ofPartner(account.partner().value()), call.origin())
                .about(account.id().value(), account.email());
    }
}
