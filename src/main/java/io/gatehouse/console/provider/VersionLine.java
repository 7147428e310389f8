package io.gatehouse.console.provider;

import io.gatehouse.console.page.Moments;
import io.gatehouse.identityprovider.lifecycle.ProviderLife.Chapter;
import org.jspecify.annotations.Nullable;

/** A version as the page shows it. */
public record VersionLine(
        String hash,
        String shortHash,
        String entityId,
        String vendor,
        String created,
        String tested,
        String activated,
        boolean hasMetadata) {
    static @Nullable VersionLine of(@Nullable Chapter chapter) {
        if (chapter == null) {
            return null;
        }
        var version = chapter.version();
        var metadata = version.metadata();
        return new VersionLine(
                version.hash(),
                version.hash().substring(0, 12),
                metadata == null ? "" : metadata.entityId(),
                metadata == null ? "" : metadata.vendor().code(),
                Moments.minute(chapter.created()),
                Moments.minute(chapter.tested()),
                Moments.minute(chapter.activated()),
                metadata != null);
    }
}
