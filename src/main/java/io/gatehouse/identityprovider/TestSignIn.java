package io.gatehouse.identityprovider;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A test sign-in: a round trip to see whether one version of a connection would do. No account, invitation or portal session
 * has a part in it.
 *
 * @param version the hash of the version that is tested
 * @param actor who started it
 * @param until when its link ends
 * @param departed when somebody set out with its link, which works once
 * @param result what came of it, once something did
 */
public record TestSignIn(
        UUID id,
        RegistrationId provider,
        String version,
        String actor,
        Instant started,
        Instant until,
        @Nullable Instant departed,
        @Nullable Result result) {
    /**
     * What came of it.
     *
     * @param reference what the person was shown
     * @param found the examination as JSON; {@code docs/reference/test-sign-in.md} has its members
     */
    public record Result(Instant at, boolean passed, String reference, String found) {}
}
