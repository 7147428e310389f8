package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.ProviderVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that an administrator sees of a connection: its versions and what became of each.
 *
 * @param revision to be given back with a change, so that it overwrites nobody else's
 * @param live what serves, or served last before it was retired
 * @param previous what a rollback returns to
 * @param differences between what serves and what is staged, in words
 * @param trial the people who are served what is staged; empty if nobody is
 */
public record ProviderLife(
        IdentityProvider provider,
        long revision,
        @Nullable Chapter live,
        @Nullable Chapter staged,
        @Nullable Chapter previous,
        List<String> differences,
        Set<String> trial) {
    /** One version and when it was made, and when it last passed a test and went live, if ever. */
    public record Chapter(
            ProviderVersion version,
            Instant created,
            @Nullable Instant tested,
            @Nullable Instant activated) {}

    /** What a change made now would change: what is staged, or else what serves. */
    public Optional<Chapter> latest() {
        return Optional.ofNullable(staged).or(() -> Optional.ofNullable(live));
    }
}
