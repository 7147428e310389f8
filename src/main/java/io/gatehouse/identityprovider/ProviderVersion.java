package io.gatehouse.identityprovider;

import io.gatehouse.identityprovider.metadata.IdpMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One version of a connection: settings and metadata together, immutable but for how long the metadata may be used.
 *
 * @param hash SHA-256 over the canonical form of the settings and the document that it was made of, lower-case hex; a test
 *     counts only for the exact hash. A fetched document that differs in nothing but its freshness makes no other version
 * @param metadata null for a draft that has none yet
 */
public record ProviderVersion(
        String hash, ProviderSettings settings, @Nullable IdpMetadata metadata) {}
