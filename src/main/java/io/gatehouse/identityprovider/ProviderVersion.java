package io.gatehouse.identityprovider;

import io.gatehouse.identityprovider.metadata.IdpMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One immutable version of a connection: settings and metadata together.
 *
 * @param hash SHA-256 over the canonical form of both, lower-case hex; a test counts only for the exact hash
 * @param metadata null for a draft that has none yet
 */
public record ProviderVersion(
        String hash, ProviderSettings settings, @Nullable IdpMetadata metadata) {}
