package io.gatehouse.api.account;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountId;
import io.gatehouse.account.Accounts;
import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.api.call.Uuids;
import io.gatehouse.partner.Partner;

/** The people that addresses name. */
final class People {
    private People() {}

    /** The partner's account of this id; another partner's is as none. */
    static Account of(Accounts accounts, Partner partner, String id) {
        return Uuids.of(id)
                .map(AccountId::new)
                .flatMap(accounts::find)
                .filter(account -> account.partner().equals(partner.id()))
                .orElseThrow(() -> new ProblemException(Problem.notFound()));
    }
}
