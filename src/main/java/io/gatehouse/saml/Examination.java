package io.gatehouse.saml;

import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.Asserted.NameIdentifier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response seen whole, for whoever connects a provider: what arrived, and what each check makes of it. What it says is
 * believed only where it passed.
 *
 * @param why what would have been answered; null if every check passed
 * @param arrived null if it could not be read
 */
public record Examination(
        @Nullable Refusal why, List<Check> checks, @Nullable Arrived arrived) {
    /** Whether a sign-in would have gone on. */
    public boolean passed() {
        return why == null;
    }

    /** One stage of the judge, in the order of the published contract. */
    public record Check(String name, Verdict verdict, List<Refusal> failures) {}

    /** What a stage came to. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** An earlier failure left nothing to look at. */
        NOT_REACHED
    }

    /**
     * What it says.
     *
     * @param signed {@code response}, {@code assertion}, both or none of them, whether or not the signature holds
     * @param signingKeyFingerprint SHA-256 of the certificate whose key signed; null if no trusted key did
     * @param clockOffset seconds from its issue until it came: the way, and the difference of the clocks
     */
    public record Arrived(
            @Nullable String issuer,
            String responseId,
            @Nullable String assertionId,
            @Nullable NameIdentifier nameId,
            List<Attribute> attributes,
            List<Mapping> mapping,
            List<String> authnContexts,
            @Nullable Instant authnInstant,
            @Nullable String sessionIndex,
            List<String> signed,
            @Nullable String signingKeyFingerprint,
            boolean encrypted,
            long clockOffset,
            List<String> warnings) {}

    /** An attribute by its name. */
    public record Attribute(String name, List<String> values) {}

    /**
     * Where what we want to know of a person comes from.
     *
     * @param field {@code email}, {@code given-name}, {@code family-name} or {@code groups}
     * @param attribute the attribute that fills it as things are set; null if none does
     * @param suggested attributes that look like it, where none does
     */
    public record Mapping(String field, @Nullable String attribute, List<String> suggested) {}
}
