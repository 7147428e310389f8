package io.gatehouse.account;

import io.gatehouse.audit.EventContext;
import io.gatehouse.partner.Partner;
import io.gatehouse.reason.Refusal;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** The accounts. */
@Repository
public class Accounts {
    /** The account of this id. */
    public Optional<Account> find(AccountId id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Finds, binds or provisions the account of an asserted identity, in the current transaction: a bound identity is
     * found and its names and groups written only if they changed; an unbound one accepts the invitation of its e-mail
     * address in a domain of the partner (with the {@code invitation} event of it), or, just in time, becomes an account.
     */
    public Resolution resolve(SsoIdentity identity, Partner partner, boolean justInTime, EventContext context) {
        throw new UnsupportedOperationException();
    }

    /** What came of it. */
    public sealed interface Resolution {
        /** The person is known now. */
        record Known(Account account) implements Resolution {}

        /**
         * The person may not come in: {@code domain-not-owned}, {@code account-not-invited}, {@code invitation-expired},
         * {@code account-suspended}, {@code attribute-missing} (no e-mail to go by).
         */
        record Refused(Refusal why) implements Resolution {}
    }
}
