package io.gatehouse.console.provider;

import io.gatehouse.console.page.Moments;
import io.gatehouse.identityprovider.ProviderKeys.Place;
import io.gatehouse.identityprovider.ProviderKeys.ProviderKey;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A signing key as a line: in which versions it is, when it was first known and last signed, how long its certificate lasts. */
public record KeyLine(
        String fingerprint,
        String where,
        String subject,
        String firstSeen,
        String lastSigned,
        @Nullable Long daysLeft) {
    static List<KeyLine> of(List<ProviderKey> keys) {
        return keys.stream().map(KeyLine::of).toList();
    }

    private static KeyLine of(ProviderKey key) {
        var now = key.places().stream()
                .filter(place -> place != Place.PREVIOUS)
                .map(place -> place.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return new KeyLine(
                key.fingerprint(),
                now.isEmpty() ? "before" : now,
                key.subject() == null ? "" : key.subject(),
                key.firstSeen() == null ? "" : Moments.minute(key.firstSeen()),
                key.lastSeenSigning() == null ? "" : Moments.minute(key.lastSeenSigning()),
                key.daysLeft());
    }
}
