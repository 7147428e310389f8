package io.gatehouse.console.provider;

import io.gatehouse.console.page.Moments;
import io.gatehouse.identityprovider.lifecycle.ProviderLife.Chapter;
import java.time.Clock;
import java.util.List;
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
        boolean hasMetadata,
        List<SettingLine> settings,
        List<Loosening> loosenings) {
    static @Nullable VersionLine of(@Nullable Chapter chapter, Clock clock) {
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
                metadata != null,
                SettingLine.of(version.settings()),
                Loosening.of(version.settings().exceptions(), clock));
    }
}
