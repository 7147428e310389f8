package io.gatehouse.secondfactor;

import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.reason.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first factor showed that may count as a second one: the IdP's AuthnContextClassRef and the values of its
 * authentication-method attribute, and when it authenticated the person.
 */
public record FirstFactorEvidence(
        List<String> authnContexts, @Nullable Instant authnInstant) {
    /** Nothing that counts. */
    public static final FirstFactorEvidence NONE = new FirstFactorEvidence(List.of(), null);

    // Two clocks that both keep good time may differ by this much.
    private static final Duration AHEAD = Duration.ofSeconds(60);

    /** Whether one of the contexts counts under this policy now, and by what that was judged. */
    Weight under(SecondFactorPolicy policy, Instant now) {
        var trusted = policy.trustedAuthnContexts();
        var counting = authnContexts.stream().filter(trusted::contains).findFirst();
        var judged = Evidence.of("authn_context", counting.<Object>map(c -> c).orElse(authnContexts))
                .and("authn_instant", authnInstant)
                .and(
                        "age_seconds",
                        authnInstant == null
                                ? null
                                : Duration.between(authnInstant, now).toSeconds())
                .and("max_age_seconds", policy.maxAge().toSeconds())
                .and("trusted_authn_contexts", trusted);
        var problem = authnContexts.isEmpty()
                ? "no authentication context"
                : counting.isEmpty() ? "not on the list" : problemOfTime(policy, now);
        return problem == null
                ? new Weight.Counts(judged)
                : new Weight.CountsNot(Evidence.of("idp_not_counted", problem).and(judged));
    }

    private @Nullable String problemOfTime(SecondFactorPolicy policy, Instant now) {
        if (authnInstant == null) {
            return "no time of authentication";
        }
        if (authnInstant.isAfter(now.plus(AHEAD))) {
            return "in the future";
        }
        return authnInstant.isBefore(now.minus(policy.maxAge())) ? "too old" : null;
    }

    /** What the word of an identity provider is worth. */
    sealed interface Weight {
        /** It stands for a second factor. */
        record Counts(Evidence how) implements Weight {}

        /** It does not. */
        record CountsNot(Evidence why) implements Weight {}
    }
}
