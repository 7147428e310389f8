package io.gatehouse.account;

import io.gatehouse.partner.PartnerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who an asserting party says is there. The account is keyed by (partner, issuer, subject), compared byte for byte; the
 * e-mail address only finds an invitation, once.
 */
public record SsoIdentity(
        PartnerId partner,
        String issuer,
        String subject,
        @Nullable String email,
        @Nullable String givenName,
        @Nullable String familyName,
        List<String> groups) {}
