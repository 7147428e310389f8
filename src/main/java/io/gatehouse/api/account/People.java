package io.gatehouse.api.account;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountId;
import io.gatehouse.account.Accounts;
import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.partner.Partner;
import java.util.Optional;
import java.util.UUID;

/** The people that addresses name. */
final class People {
    private People() {}

    /** The partner's account of this id; another partner's is as none. */
    static Account of(Accounts accounts, Partner partner, String id) {
        return uuid(id).map(AccountId::new)
                .flatMap(accounts::find)
                .filter(account -> account.partner().equals(partner.id()))
                .orElseThrow(() -> new ProblemException(Problem.notFound()));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
