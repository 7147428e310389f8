package io.gatehouse.partner;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A partner: whose people and identity providers these are.
 *
 * @param domains e-mail domains that are this partner's alone, kept in the spelling of {@link EmailDomain}
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
        domains = domains.stream()
                .map(d -> EmailDomain.of(d).orElseThrow(() -> new IllegalArgumentException("not a domain: " + d)))
                .collect(Collectors.toUnmodifiableSet());
        authenticationTypes = Set.copyOf(authenticationTypes);
    }

    /** Whether an e-mail address lies in one of this partner's domains, be they proved or only claimed ({@link Partners#owns}). */
    public boolean claims(String email) {
        return EmailDomain.ofAddress(email).filter(domains::contains).isPresent();
    }
}
