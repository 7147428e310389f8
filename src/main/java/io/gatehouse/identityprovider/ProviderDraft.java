package io.gatehouse.identityprovider;

import io.gatehouse.partner.PartnerId;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is to be.
 *
 * @param metadata the document as it came, or null for a connection that only serves its SP metadata so far
 * @param entityId the one chosen of a document with several asserting parties, or null for the only one
 */
public record ProviderDraft(
        RegistrationId id,
        PartnerId partner,
        ProviderSettings settings,
        byte @Nullable [] metadata,
        @Nullable String entityId) {
    /** A draft of a document with one asserting party, or of none yet. */
    public ProviderDraft(RegistrationId id, PartnerId partner, ProviderSettings settings, byte @Nullable [] metadata) {
        this(id, partner, settings, metadata, null);
    }
}
