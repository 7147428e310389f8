package io.gatehouse.secondfactor;

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
}
