package io.gatehouse.password;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.Invitation;
import io.gatehouse.account.Invitations;
import io.gatehouse.account.role.Roles;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.partner.Partner;
import io.gatehouse.password.Passwords.Check;
import io.gatehouse.password.Passwords.Who;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Checks passwords at sign-in: the same work whoever it is, and only then a look at who it was. */
@Service
class Checks {
    private final Accounts accounts;
    private final Invitations invitations;
    private final Roles roles;
    private final CloudPasswords passwords;
    private final PasswordLocks locks;
    private final Hashing hashing;
    private final LoginEvents events;
    private final TransactionOperations transactions;
    private final Clock clock;

    Checks(
            Accounts accounts,
            Invitations invitations,
            Roles roles,
            CloudPasswords passwords,
            PasswordLocks locks,
            Hashing hashing,
            LoginEvents events,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.roles = roles;
        this.passwords = passwords;
        this.locks = locks;
        this.hashing = hashing;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    Check check(Partner partner, String email, String typed, Who who, EventContext context) {
        var account = accounts.find(partner.id(), email).orElse(null);
        var hash = account == null ? null : passwords.hash(account.id()).orElse(null);
        var password = Password.of(typed).orElse(null);
        // How long a password may be says nothing about anybody, so one that is too long need not be hashed.
        var matches = password == null ? Optional.of(false) : compare(password, hash);
        var check = Objects.requireNonNull(transactions.execute(_ -> matches.isEmpty()
                ? busy(context)
                : settle(new Attempt(partner, email, account, hash, matches.get(), who, context))));
        if (check instanceof Check.Right(var known) && hash != null && password != null && hashing.isOutdated(hash)) {
            renew(known, password);
        }
        return check;
    }

    boolean unlock(Account account, String actor, EventContext context) {
        if (!locks.forget(PasswordLocks.address(account.partner(), account.email()))) {
            return false;
        }
        events.append(context.about(account.id().value(), account.email())
                .success(LoginEvent.Type.ADMINISTRATION, Evidence.of("step", "password-unlocked"))
                .by(actor));
        return true;
    }

    private Optional<Boolean> compare(Password password, @Nullable String hash) {
        return hash == null ? hashing.pretend(password) : hashing.matches(password, hash);
    }

    private Check busy(EventContext context) {
        var why = Reason.UNAVAILABLE.because(Evidence.of("got", "too many passwords being checked"));
        events.append(context.failure(LoginEvent.Type.FIRST_FACTOR, why));
        return new Check.Wrong(why);
    }

    private record Attempt(
            Partner partner,
            String email,
            @Nullable Account account,
            @Nullable String hash,
            boolean matches,
            Who who,
            EventContext context) {}

    private Check settle(Attempt attempt) {
        var now = clock.instant();
        var address = PasswordLocks.address(attempt.partner().id(), attempt.email());
        var standing = locks.take(address, now);
        var locked = standing.lockedAt(now);
        if (locked.isPresent()) {
            return wrong(attempt, Reason.ACCOUNT_LOCKED.because(Evidence.of("until", locked.get())));
        }
        var why = why(attempt);
        var account = attempt.account();
        if (why == null && account != null) {
            locks.forget(address);
            var details = Evidence.of("failures_before", standing.failures() == 0 ? null : standing.failures());
            events.append(about(attempt, account.email()).success(LoginEvent.Type.FIRST_FACTOR, details));
            return new Check.Right(account);
        }
        var after = standing.failed(now);
        locks.write(address, after, now);
        var counted = Objects.requireNonNull(why).with("failures", after.failures());
        return wrong(
                attempt,
                after.lockedAt(now)
                        .map(until -> counted.with("locked_until", until))
                        .orElse(counted));
    }

    /** Null if nothing is wrong. */
    private @Nullable Refusal why(Attempt attempt) {
        var account = attempt.account();
        if (account == null) {
            boolean invited = invitations
                    .find(attempt.email(), attempt.partner().id())
                    .filter(i -> i.state() == Invitation.State.OPEN)
                    .isPresent();
            return invited
                    ? Reason.INVITATION_PENDING.refused()
                    : Reason.CREDENTIALS_WRONG.because(Evidence.of("got", "an address that nobody has"));
        }
        if (attempt.hash() == null) {
            return Reason.CREDENTIALS_WRONG.because(Evidence.of("got", "an account without a password here"));
        }
        if (!attempt.matches()) {
            return Reason.CREDENTIALS_WRONG.because(Evidence.of("got", "a wrong password"));
        }
        if (account.status() == Account.Status.SUSPENDED) {
            return Reason.ACCOUNT_SUSPENDED.refused();
        }
        return attempt.who() == Who.BREAK_GLASS && !roles.isBreakGlass(account.id())
                ? Reason.CREDENTIALS_WRONG.because(Evidence.of("got", "an account that is not for breaking the glass"))
                : null;
    }

    private Check wrong(Attempt attempt, Refusal why) {
        events.append(about(attempt, attempt.email()).failure(LoginEvent.Type.FIRST_FACTOR, why));
        return new Check.Wrong(why);
    }

    private static EventContext about(Attempt attempt, String email) {
        var account = attempt.account();
        return attempt.context().about(account == null ? null : account.id().value(), email);
    }

    // Its settings are of another time: now, with the password at hand, is when it can be made anew.
    private void renew(Account account, Password password) {
        hashing.of(password)
                .ifPresent(fresh ->
                        transactions.executeWithoutResult(_ -> passwords.write(account.id(), fresh, clock.instant())));
    }
}
