package io.gatehouse.password;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.Invitation;
import io.gatehouse.account.Invitations;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.mail.Mail;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import io.gatehouse.password.Passwords.Acceptance;
import io.gatehouse.password.Passwords.Shortcoming;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** People choose their password. */
@Service
class Choices {
    private final Accounts accounts;
    private final Invitations invitations;
    private final Partners partners;
    private final CloudPasswords passwords;
    private final PasswordRules rules;
    private final Hashing hashing;
    private final Mail mail;
    private final LoginEvents events;
    private final TransactionOperations transactions;
    private final Clock clock;

    Choices(
            Accounts accounts,
            Invitations invitations,
            Partners partners,
            CloudPasswords passwords,
            PasswordRules rules,
            Hashing hashing,
            Mail mail,
            LoginEvents events,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.partners = partners;
        this.passwords = passwords;
        this.rules = rules;
        this.hashing = hashing;
        this.mail = mail;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    Acceptance accept(String token, String typed, EventContext context) {
        var invitation = invitations.openedBy(token).orElse(null);
        var partner =
                invitation == null ? null : partners.find(invitation.partner()).orElse(null);
        if (invitation == null || partner == null || !mayHavePassword(invitation, partner)) {
            return expired(context);
        }
        if (!choosesBy(invitation)) {
            return join(token, null, context);
        }
        var password = Password.of(typed).orElse(null);
        if (password == null) {
            return new Acceptance.NotThis(typed.isEmpty() ? Shortcoming.TOO_SHORT : Shortcoming.TOO_LONG);
        }
        var shortcoming = rules.judge(password, invitation.email(), partner);
        if (shortcoming.isPresent()) {
            return new Acceptance.NotThis(shortcoming.get());
        }
        var hash = hashing.of(password).orElse(null);
        if (hash == null) {
            return refused(context, Reason.UNAVAILABLE, "too many passwords being hashed");
        }
        return join(token, hash, context);
    }

    // Whoever holds the link of an invitation is not yet the person whose password is known here: it stays.
    boolean choosesBy(Invitation invitation) {
        return invitation.appointment().newPassword()
                || accounts.find(invitation.partner(), invitation.email())
                        .flatMap(account -> passwords.hash(account.id()))
                        .isEmpty();
    }

    private Acceptance join(String token, @Nullable String hash, EventContext context) {
        return Objects.requireNonNull(transactions.execute(_ -> accounts.join(token, context)
                .<Acceptance>map(account ->
                        hash == null ? new Acceptance.Accepted(account, false) : keep(account, hash, context))
                .orElseGet(() -> expired(context))));
    }

    private static boolean mayHavePassword(Invitation invitation, Partner partner) {
        return partner.authenticationTypes().contains(AuthenticationType.CLOUD)
                || invitation.appointment().breakGlass();
    }

    private Acceptance keep(Account account, String hash, EventContext context) {
        passwords.write(account.id(), hash, clock.instant());
        mail.send(account.email(), "password-set");
        events.append(context.about(account.id().value(), account.email())
                .success(LoginEvent.Type.PASSWORD, Evidence.of("step", "chosen").and("by", "invitation")));
        return new Acceptance.Accepted(account, true);
    }

    private Acceptance expired(EventContext context) {
        return refused(context, Reason.INVITATION_EXPIRED, "a link that opens nothing");
    }

    private Acceptance refused(EventContext context, Reason reason, String got) {
        var why = reason.because(Evidence.of("got", got));
        transactions.executeWithoutResult(_ -> events.append(context.failure(LoginEvent.Type.INVITATION, why)));
        return new Acceptance.Refused(why);
    }
}
