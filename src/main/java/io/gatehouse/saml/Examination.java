package io.gatehouse.saml;

import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.Asserted.NameIdentifier;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A response seen whole, for whoever connects a provider: what arrived, and what each check makes of it. What it says is
 * believed only where it passed.
 *
 * @param why what would have been answered; null if every check passed
 * @param arrived null if it could not be read
 * @param asserted what the judge accepted; null if it refused
 */
public record Examination(
        @Nullable Refusal why,
        List<Check> checks,
        @Nullable Arrived arrived,
        @Nullable Asserted asserted) {
    /** Whether a sign-in would have gone on, of somebody who may come in. */
    public boolean passed() {
        return why == null;
    }

    /** The same with the check that comes after the judge's. */
    public Examination with(Check last) {
        var all = Stream.concat(checks.stream(), Stream.of(last)).toList();
        return why == null && last.verdict() == Verdict.FAILED
                ? new Examination(last.refusal(), all, arrived, asserted)
                : new Examination(why, all, arrived, asserted);
    }

    /**
     * One stage of the published contract, in its order.
     *
     * @param failures what failed; where it is only noted, what would keep out the person who took the test
     */
    public record Check(String name, Verdict verdict, List<Refusal> failures) {
        private Refusal refusal() {
            var first = failures.getFirst();
            var codes = failures.stream().map(why -> why.reason().code()).distinct();
            return first.with("failed", codes.toList());
        }
    }

    /** What a stage came to. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** It passed; something about the very person who took the test is worth knowing. */
        NOTED,
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
