package io.gatehouse.partner;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * When the second factor is asked for.
 *
 * @param trustedAuthnContexts AuthnContextClassRefs or authentication-method attribute values that count, with {@code
 *     TRUST_IDP}
 * @param maxAge how old the IdP's AuthnInstant may be to count
 */
public record SecondFactorPolicy(Rule rule, List<String> trustedAuthnContexts, Duration maxAge) {
    /** What applies with nothing said: always our own TOTP. */
    public static final SecondFactorPolicy REQUIRED =
            new SecondFactorPolicy(Rule.REQUIRED, List.of(), Duration.ofHours(8));

    /** The rule. */
    public enum Rule {
        /** Always. */
        REQUIRED,
        /** Unless the IdP asserted one of the trusted contexts recently enough. */
        TRUST_IDP,
        /** Only of those who enrolled an authenticator. */
        OPTIONAL;

        /** The name in files and API. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
