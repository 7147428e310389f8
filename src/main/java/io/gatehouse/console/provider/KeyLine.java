package io.gatehouse.console.provider;

import io.gatehouse.console.page.Moments;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.SigningKeys.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A signing key as a line: in which versions it is, when it was first known and last signed, how long its certificate lasts. */
public record KeyLine(
        String fingerprint,
        String where,
        String subject,
        String firstSeen,
        String lastSigned,
        @Nullable Long daysLeft) {
    static List<KeyLine> of(
            @Nullable ProviderVersion live, @Nullable ProviderVersion staged, List<Sighting> sightings, Instant now) {
        var known = new LinkedHashMap<String, Sighting>();
        sightings.forEach(sighting -> known.put(sighting.fingerprint(), sighting));
        var lines = new LinkedHashMap<String, KeyLine>();
        add(lines, live, "live", known, now);
        add(lines, staged, "staged", known, now);
        sightings.stream()
                .filter(s -> !lines.containsKey(s.fingerprint()))
                .forEach(s -> lines.put(
                        s.fingerprint(),
                        new KeyLine(
                                s.fingerprint(),
                                "before",
                                "",
                                Moments.minute(s.firstSeen()),
                                Moments.minute(s.lastSeenSigning()),
                                null)));
        return new ArrayList<>(lines.values());
    }

    private static void add(
            Map<String, KeyLine> lines,
            @Nullable ProviderVersion version,
            String where,
            Map<String, Sighting> known,
            Instant now) {
        if (version == null || version.metadata() == null) {
            return;
        }
        for (var key : version.metadata().signingKeys()) {
            var sighting = known.get(key.fingerprint());
            var before = lines.get(key.fingerprint());
            lines.put(
                    key.fingerprint(),
                    new KeyLine(
                            key.fingerprint(),
                            before == null ? where : before.where() + ", " + where,
                            key.certificate().getSubjectX500Principal().getName(),
                            sighting == null ? "" : Moments.minute(sighting.firstSeen()),
                            sighting == null ? "" : Moments.minute(sighting.lastSeenSigning()),
                            Duration.between(
                                            now, key.certificate().getNotAfter().toInstant())
                                    .toDays()));
        }
    }
}
