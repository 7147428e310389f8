package io.gatehouse.account;

import io.gatehouse.audit.EventContext;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The accounts. */
@Repository
public class Accounts {
    private final AccountRows rows;
    private final Admission admission;
    private final BiPredicate<PartnerId, String> owns;
    private final Clock clock;

    @Autowired
    Accounts(AccountRows rows, Admission admission, Partners partners, Clock clock) {
        this(rows, admission, partners::owns, clock);
    }

    Accounts(AccountRows rows, Admission admission, BiPredicate<PartnerId, String> owns, Clock clock) {
        this.rows = rows;
        this.admission = admission;
        this.owns = owns;
        this.clock = clock;
    }

    /** The account of this id. */
    public Optional<Account> find(AccountId id) {
        return rows.find(id);
    }

    /** The account that has this e-mail address in this partner, in whatever case it is written. */
    public Optional<Account> find(PartnerId partner, String email) {
        return rows.find(partner, email.toLowerCase(Locale.ROOT));
    }

    /** A partner's accounts by e-mail address, after this one and at most so many. */
    public List<Account> page(PartnerId partner, @Nullable String after, int most) {
        return rows.page(partner, after == null ? "" : after, most);
    }

    /**
     * Up to so many people of a partner, by e-mail address.
     *
     * @param holding what the address or the name holds, in whatever case; empty for all
     * @param after the last address of the page before; empty for the first page
     */
    public List<Account> page(PartnerId partner, String holding, String after, int limit) {
        return rows.page(partner, holding.strip().toLowerCase(Locale.ROOT), after, limit);
    }

    /**
     * Finds, binds or provisions the account of an asserted identity, in the current transaction: a bound identity is
     * found and its names, groups and e-mail address written only if they changed; an unbound one accepts the invitation
     * of its e-mail address in a proved domain of the partner (with the {@code invitation} event of it), or, just in time,
     * becomes an account. An e-mail address alone never reaches an account that is there already: that takes a new
     * invitation, or whoever is given the address next would inherit the account.
     */
    @Transactional
    public Resolution resolve(SsoIdentity identity, Partner partner, boolean justInTime, EventContext context) {
        var illegible = illegible(identity);
        if (illegible.isPresent()) {
            return new Resolution.Refused(illegible.get());
        }
        var email = address(identity);
        var bound = rows.bound(SsoBindings.key(identity));
        if (bound.isEmpty()) {
            var homeless = homeless(email, partner);
            if (email == null || homeless.isPresent()) {
                return new Resolution.Refused(homeless.orElseThrow());
            }
            switch (admission.admit(identity, partner, email, justInTime, context)) {
                case Admission.Admitted(var account, var how) -> {
                    return new Resolution.Known(account, how);
                }
                case Admission.Denied(var why) -> {
                    return new Resolution.Refused(why);
                }
                // Another sign-in of the same person was first.
                case Admission.BoundMeanwhile(var account) -> bound = Optional.of(account);
            }
        }
        var account = bound.orElseThrow();
        var current = email == null ? account.email() : email;
        var homeless = homeless(current, partner);
        if (homeless.isPresent()) {
            return new Resolution.Refused(homeless.get());
        }
        if (account.status() == Account.Status.SUSPENDED) {
            return new Resolution.Refused(Reason.ACCOUNT_SUSPENDED.because(Evidence.of("account", account.id())));
        }
        return known(account, identity, current);
    }

    /**
     * Lets in whoever holds the link of an open invitation, in the current transaction and once: finds or makes the account,
     * with the {@code invitation} event. Empty if the link opens nothing, or not any more, or the account is suspended.
     */
    @Transactional
    public Optional<Account> join(String token, EventContext context) {
        return admission.join(token, context);
    }

    private Resolution.Known known(Account account, SsoIdentity identity, String email) {
        var now = clock.instant();
        // What an assertion leaves out is not forgotten, but for groups: they grant, so only those asserted now count.
        var fresh = new Account(
                account.id(),
                account.partner(),
                account.email(),
                identity.givenName() == null ? account.givenName() : identity.givenName(),
                identity.familyName() == null ? account.familyName() : identity.familyName(),
                identity.groups(),
                account.status());
        if (!fresh.equals(account)) {
            rows.writeProfile(fresh, now);
        }
        if (Objects.equals(email, account.email())) {
            return new Resolution.Known(fresh);
        }
        if (rows.writeEmail(account, email, now)) {
            return new Resolution.Known(fresh.at(email), Evidence.of("email_before", account.email()));
        }
        return new Resolution.Known(fresh, Evidence.of("email_not_taken_over", email));
    }

    /**
     * Why nobody who is new can come in by what was asserted, whoever it is of: a subject that can't be kept, no e-mail address,
     * a domain that isn't the partner's or isn't proved. Empty if it only depends on the person.
     */
    public Optional<Refusal> refusalOfNewcomers(SsoIdentity identity, Partner partner) {
        return illegible(identity).or(() -> homeless(address(identity), partner));
    }

    private static Optional<Refusal> illegible(SsoIdentity identity) {
        if (!SsoBindings.canHold(identity)) {
            return Optional.of(Reason.ATTRIBUTE_MISSING.because(
                    Evidence.expected("a subject of 1 to 1024 characters", identity.subject())));
        }
        boolean odd = identity.email() != null && !identity.email().isBlank() && address(identity) == null;
        return odd
                ? Optional.of(
                        Reason.ATTRIBUTE_MISSING.because(Evidence.expected("an e-mail address", identity.email())))
                : Optional.empty();
    }

    private Optional<Refusal> homeless(@Nullable String email, Partner partner) {
        if (email == null) {
            return Optional.of(Reason.ATTRIBUTE_MISSING.because(Evidence.expected("an e-mail address", null)));
        }
        return owns.test(partner.id(), email)
                ? Optional.empty()
                : Optional.of(Reason.DOMAIN_NOT_OWNED.because(Evidence.expected(
                                partner.domains().stream().sorted().toList(), email)
                        .and("problem", partner.claims(email) ? "the domain is claimed and not proved" : null)));
    }

    private static @Nullable String address(SsoIdentity identity) {
        return EmailAddress.of(identity.email()).map(EmailAddress::value).orElse(null);
    }

    /** What came of it. */
    public sealed interface Resolution {
        /**
         * The person is known now.
         *
         * @param evidence for the event of the first factor: made just in time or by invitation, an address changed, or
         *     not changed since somebody else has it
         */
        record Known(Account account, Evidence evidence) implements Resolution {
            /** The person was known as they are. */
            public Known(Account account) {
                this(account, Evidence.NONE);
            }
        }

        /**
         * The person may not come in: {@code domain-not-owned}, {@code account-not-invited}, {@code invitation-expired},
         * {@code account-suspended}, {@code attribute-missing} (no e-mail to go by).
         */
        record Refused(Refusal why) implements Resolution {}
    }
}
