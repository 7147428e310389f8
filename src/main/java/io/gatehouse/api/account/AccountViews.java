package io.gatehouse.api.account;

import io.gatehouse.account.Account;
import io.gatehouse.api.call.Members;
import io.gatehouse.secondfactor.SecondFactor;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People as programs read them. */
@Component
class AccountViews {
    private final SecondFactor secondFactor;

    AccountViews(SecondFactor secondFactor) {
        this.secondFactor = secondFactor;
    }

    Map<String, @Nullable Object> of(Account account) {
        return Members.of("id", account.id().toString())
                .and("partner", account.partner().value())
                .and("email", account.email())
                .and("given_name", account.givenName())
                .and("family_name", account.familyName())
                .and("groups", account.groups())
                .and("status", account.status().name().toLowerCase(Locale.ROOT))
                .and("second_factor", secondFactor.hasAuthenticator(account.id()))
                .map();
    }
}
