package io.gatehouse.signin.sso;

import io.gatehouse.account.Accounts;
import io.gatehouse.account.Accounts.Resolution;
import io.gatehouse.account.SsoIdentity;
import io.gatehouse.audit.EventContext;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.ProviderSettings.Provisioning;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.Asserted;
import io.gatehouse.saml.Examination.Check;
import io.gatehouse.saml.Examination.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The last stage of the published contract, the account: whom what was asserted stands for here, in earnest or for a test. */
@Component
class AccountStage {
    private static final String NAME = "account";

    private final Accounts accounts;
    private final GroupLimits groups;
    private final TransactionOperations transactions;

    AccountStage(Accounts accounts, GroupLimits groups, TransactionOperations transactions) {
        this.accounts = accounts;
        this.groups = groups;
        this.transactions = transactions;
    }

    /** Why nobody of this partner comes in by single sign-on. */
    Optional<Refusal> closed(Partner partner) {
        return partner.authenticationTypes().contains(AuthenticationType.SSO)
                ? Optional.empty()
                : Optional.of(Reason.AUTHENTICATION_TYPE_NOT_ALLOWED.refused());
    }

    /** The account, found, bound or made in the current transaction. */
    Resolution resolve(Partner partner, IdentityProvider provider, Asserted asserted, EventContext context) {
        boolean justInTime = provider.version().settings().provisioning() == Provisioning.JUST_IN_TIME;
        return passing(asserted)
                .<Resolution>map(Resolution.Refused::new)
                .orElseGet(() -> accounts.resolve(identity(partner, asserted), partner, justInTime, context));
    }

    /**
     * What this stage makes of a test: what would keep everybody out fails it, what is this very person's is noted. Nothing comes
     * of it: what is done to find out is taken back.
     *
     * @param asserted null if the judge refused
     */
    Check check(Partner partner, IdentityProvider provider, @Nullable Asserted asserted, EventContext context) {
        if (asserted == null) {
            return new Check(NAME, Verdict.NOT_REACHED, List.of());
        }
        var failures = Stream.of(
                        closed(partner),
                        passing(asserted),
                        accounts.refusalOfNewcomers(identity(partner, asserted), partner))
                .flatMap(Optional::stream)
                .toList();
        if (!failures.isEmpty()) {
            return new Check(NAME, Verdict.FAILED, failures);
        }
        var resolution = Objects.requireNonNull(transactions.execute(transaction -> {
            transaction.setRollbackOnly();
            return resolve(partner, provider, asserted, context);
        }));
        return switch (resolution) {
            case Resolution.Known _ -> new Check(NAME, Verdict.PASSED, List.of());
            case Resolution.Refused(var why) -> new Check(NAME, Verdict.NOTED, List.of(why));
        };
    }

    private static Optional<Refusal> passing(Asserted asserted) {
        return asserted.subjectLasts()
                ? Optional.empty()
                : Optional.of(Reason.ATTRIBUTE_MISSING.because(
                        Evidence.expected("a NameID that lasts, or the subject setting", "a transient NameID")));
    }

    private SsoIdentity identity(Partner partner, Asserted asserted) {
        return new SsoIdentity(
                partner.id(),
                asserted.issuer(),
                asserted.subject(),
                asserted.email(),
                asserted.givenName(),
                asserted.familyName(),
                groups.kept(asserted.groups()));
    }
}
