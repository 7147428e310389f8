package io.gatehouse.console.page;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountId;
import io.gatehouse.account.Accounts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who did something, as pages show it. */
@Component
public class Actors {
    /** How the names that login events have for administrators begin. */
    public static final String ACCOUNT = "account:";

    private final Accounts accounts;

    Actors(Accounts accounts) {
        this.accounts = accounts;
    }

    /** An administrator by their address, whoever else by the word that events have for them; empty for nobody known. */
    public String shown(@Nullable String actor) {
        if (actor == null || !actor.startsWith(ACCOUNT)) {
            return actor == null ? "" : actor;
        }
        var id = new AccountId(UUID.fromString(actor.substring(ACCOUNT.length())));
        return accounts.find(id).map(Account::email).orElse(actor);
    }
}
