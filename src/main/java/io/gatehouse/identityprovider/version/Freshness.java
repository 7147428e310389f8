package io.gatehouse.identityprovider.version;

import io.gatehouse.identityprovider.metadata.Endpoint;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What many documents change with every fetch and nothing hangs on: an ID, a signature, a validUntil that moves on. A document
 * that differs in no more than that is the same version still.
 */
public final class Freshness {
    // Short enough to ask a person before it ends, long enough not to write at every fetch.
    private static final Duration LEAST = Duration.ofDays(2);

    private Freshness() {}

    /** Whether two documents say the same but for how long they may be used. */
    public static boolean isAll(@Nullable IdpMetadata one, @Nullable IdpMetadata other) {
        return one != null
                && other != null
                && one.entityId().equals(other.entityId())
                && one.wantAuthnRequestsSigned() == other.wantAuthnRequestsSigned()
                && one.nameIdFormats().equals(other.nameIdFormats())
                && keys(one).equals(keys(other))
                && places(one.singleSignOn()).equals(places(other.singleSignOn()))
                && places(one.singleLogout()).equals(places(other.singleLogout()));
    }

    /**
     * Whether the fresher document is worth taking in place of the other: it may be used for a shorter time, or the other's
     * is more than half over.
     */
    public static boolean counts(@Nullable Instant validUntil, @Nullable Instant fresher, Instant now) {
        if (validUntil == null || fresher == null) {
            return !Objects.equals(validUntil, fresher);
        }
        if (!fresher.isAfter(validUntil)) {
            return fresher.isBefore(validUntil);
        }
        var left = Duration.between(now, validUntil);
        return left.compareTo(LEAST) < 0
                || left.compareTo(Duration.between(now, fresher).dividedBy(2)) < 0;
    }

    private static Set<String> keys(IdpMetadata metadata) {
        return metadata.signingKeys().stream().map(SigningKey::fingerprint).collect(Collectors.toSet());
    }

    private static List<String> places(List<Endpoint> endpoints) {
        return endpoints.stream()
                .map(e -> e.binding() + " " + e.location() + " " + e.responseLocation())
                .toList();
    }
}
