package io.gatehouse.partner;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A partner: whose people and identity providers these are.
 *
 * @param domains lower-case e-mail domains that are this partner's
 * @param source the file that this partner comes from and is read-only for, or null if made by API or console
 */
public record Partner(
        PartnerId id,
        String name,
        Set<String> domains,
        Set<AuthenticationType> authenticationTypes,
        boolean selfServicePasswordReset,
        @Nullable AccountManager accountManager,
        SecondFactorPolicy secondFactor,
        @Nullable String source) {
    public Partner {
        domains = Set.copyOf(domains);
        authenticationTypes = Set.copyOf(authenticationTypes);
    }

    /** Whether an e-mail address lies in one of this partner's domains. */
    public boolean owns(String email) {
        int at = email.lastIndexOf('@');
        return at > 0 && domains.contains(email.substring(at + 1).toLowerCase(Locale.ROOT));
    }
}
