package io.gatehouse.console.partner;

import io.gatehouse.identityprovider.IdentityProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider as a line of a table.
 *
 * @param trouble the code of why it would not serve now; empty if it would or is not meant to
 * @param daysLeft of the signing key that lasts longest; null without one
 */
public record ProviderLine(
        String id,
        String state,
        String vendor,
        String entityId,
        String trouble,
        @Nullable Long daysLeft) {
    static ProviderLine of(IdentityProvider provider, Instant now) {
        var metadata = provider.version().metadata();
        return new ProviderLine(
                provider.id().value(),
                provider.state().code(),
                metadata == null ? "" : metadata.vendor().code(),
                metadata == null ? "" : metadata.entityId(),
                provider.active()
                        ? provider.refusalAt(now)
                                .map(why -> why.reason().code())
                                .orElse("")
                        : "",
                metadata == null
                        ? null
                        : metadata.signingKeys().stream()
                                .map(key -> Duration.between(
                                                now,
                                                key.certificate().getNotAfter().toInstant())
                                        .toDays())
                                .max(Comparator.naturalOrder())
                                .orElse(null));
    }
}
