package io.gatehouse.password;

import io.gatehouse.account.Account;
import io.gatehouse.account.Invitation;
import io.gatehouse.audit.EventContext;
import io.gatehouse.partner.Partner;
import io.gatehouse.reason.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Passwords kept here: checked, chosen, unlocked. Each answer's event is in the commit of its state. */
@Service
public class Passwords {
    private final Checks checks;
    private final Choices choices;

    Passwords(Checks checks, Choices choices) {
        this.checks = checks;
        this.choices = choices;
    }

    /**
     * Checks a password of an address in a partner. The answer takes as long, reads the same and locks the same whether the
     * address is unknown, suspended, without a password or simply has another one; only the event says. Five failures lock
     * the address for a minute, five more for two, up to a quarter of an hour; while locked no password counts. Not within a
     * transaction: hashing takes its time, and no connection waits for it.
     *
     * @param who whose password may be right here
     */
    public Check check(Partner partner, String email, String password, Who who, EventContext context) {
        return checks.check(partner, email, password, who, context);
    }

    /** Whose password may be right. */
    public enum Who {
        /** That of all people of the partner. */
        EVERYBODY,
        /** Only that of administrators for when nothing else works. */
        BREAK_GLASS
    }

    /** What came of a check. */
    public sealed interface Check {
        /** Right. The person is at the first factor's end; the event of it is written. */
        record Right(Account account) implements Check {}

        /**
         * Not right: {@code credentials-wrong}, {@code account-locked}, {@code account-suspended}, {@code
         * invitation-pending}; or {@code unavailable}, too many being checked at once. The event is written.
         */
        record Wrong(Refusal why) implements Check {}
    }

    /**
     * Whether who accepts an invitation chooses a password with it: whoever has none, and whoever an administrator asked to
     * choose a new one.
     */
    public boolean choosesBy(Invitation invitation) {
        return choices.choosesBy(invitation);
    }

    /**
     * Accepts an invitation by its link with a password chosen now, if one is to be {@link #choosesBy chosen}. Uses up the link only if all is well. Not within a
     * transaction.
     */
    public Acceptance accept(String token, String password, EventContext context) {
        return choices.accept(token, password, context);
    }

    /** What came of choosing a password. */
    public sealed interface Acceptance {
        /**
         * The person has an account.
         *
         * @param chosen whether with this password; if not, the one they had stays as it was
         */
        record Accepted(Account account, boolean chosen) implements Acceptance {}

        /** The password will not do; the link is still good. */
        record NotThis(Shortcoming why) implements Acceptance {}

        /** {@code invitation-expired}: the link opens nothing. Or {@code unavailable}. The event is written. */
        record Refused(Refusal why) implements Acceptance {}
    }

    /** Why a new password will not do. */
    public enum Shortcoming {
        /** Fewer characters than {@link Passwords#shortest}. */
        TOO_SHORT,
        /** More than 256 characters. */
        TOO_LONG,
        /** Among those that are tried first, or made of the person's own names. */
        TOO_COMMON
    }

    /** How many characters a password of this partner's people has at least: 8 with a second factor, else 15. */
    public int shortest(Partner partner) {
        return PasswordRules.shortest(partner);
    }

    /** Forgets the wrong passwords of an account, with the {@code administration} event; false if there were none. */
    @Transactional
    public boolean unlock(Account account, String actor, EventContext context) {
        return checks.unlock(account, actor, context);
    }
}
