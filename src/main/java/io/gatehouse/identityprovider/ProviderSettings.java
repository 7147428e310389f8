package io.gatehouse.identityprovider;

import io.gatehouse.identityprovider.metadata.Terms;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of a connection; the names of {@code partner.yaml}'s {@code identity-providers} entries.
 *
 * @param subject null for the NameID, else the attribute whose value identifies the person
 * @param attributes for each of {@code email}, {@code given-name}, {@code family-name}, {@code groups} the names to try in
 *     order; a missing key means the vendor-aware defaults
 * @param metadataSigners whose signature metadata must carry; none if it need not
 */
public record ProviderSettings(
        Unsolicited unsolicited,
        List<String> unsolicitedRelayStates,
        SignAuthnRequests signAuthnRequests,
        boolean requireEncryptedAssertions,
        List<String> requestedAuthnContext,
        @Nullable String nameIdFormat,
        @Nullable String subject,
        Duration clockSkew,
        Duration maxAssertionAge,
        Map<String, List<String>> attributes,
        Provisioning provisioning,
        List<MetadataSigner> metadataSigners,
        Exceptions exceptions) {

    /** What applies with nothing said. */
    public static final ProviderSettings DEFAULT = new ProviderSettings(
            Unsolicited.REFUSE,
            List.of(),
            SignAuthnRequests.WHEN_WANTED,
            false,
            List.of(),
            null,
            null,
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Map.of(),
            Provisioning.INVITED_ONLY,
            List.of(),
            Exceptions.NONE);

    /** What metadata is held against. */
    public Terms terms() {
        return new Terms(
                MetadataSigner.keys(metadataSigners),
                exceptions.httpEndpoints(),
                signAuthnRequests == SignAuthnRequests.ALWAYS);
    }

    /** What to do with a response that answers no request of ours. */
    public enum Unsolicited {
        REFUSE,
        BOUNCE,
        ACCEPT
    }

    /** When AuthnRequests are signed. */
    public enum SignAuthnRequests {
        WHEN_WANTED,
        ALWAYS
    }

    /** Who gets an account. */
    public enum Provisioning {
        INVITED_ONLY,
        JUST_IN_TIME
    }

    /**
     * The loosenings, each explicit, logged at start and shown.
     *
     * @param sha1Until SHA-1 signatures and digests count until the end of this day (UTC)
     */
    public record Exceptions(
            @Nullable LocalDate sha1Until,
            boolean cbc,
            boolean rsa15,
            boolean canonicalization,
            boolean missingDestination,
            boolean longValidity,
            boolean httpEndpoints) {
        /** No loosening. */
        public static final Exceptions NONE = new Exceptions(null, false, false, false, false, false, false);
    }
}
