package io.gatehouse.identityprovider;

import io.gatehouse.identityprovider.SigningKeys.Sighting;
import io.gatehouse.identityprovider.metadata.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The signing keys of a connection as administrators watch them in a rollover, on the console and by API. */
@Component
public class ProviderKeys {
    private final SigningKeys keys;
    private final Clock clock;

    ProviderKeys(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The versions that a key may be of. */
    public enum Place {
        /** What serves: what the key signs is believed. */
        LIVE,
        /** What waits. */
        STAGED,
        /** What a rollback returns to. */
        PREVIOUS
    }

    /**
     * One key.
     *
     * @param places the versions that it is of; none of a key that is gone
     * @param subject of its certificate; null of a key that is gone
     * @param firstSeen null while it was never live
     * @param lastSeenSigning right within an hour; null if it never signed
     * @param ends when its certificate ends, and the whole days until then, negative after it; null of a key that is gone
     */
    public record ProviderKey(
            String fingerprint,
            List<Place> places,
            @Nullable String subject,
            @Nullable Instant firstSeen,
            @Nullable Instant lastSeenSigning,
            @Nullable Instant ends,
            @Nullable Long daysLeft) {}

    /** The keys of this connection with these versions: live ones first, then staged ones, then those that were live before. */
    public List<ProviderKey> of(
            RegistrationId id,
            @Nullable ProviderVersion live,
            @Nullable ProviderVersion staged,
            @Nullable ProviderVersion previous) {
        var versions = new EnumMap<Place, ProviderVersion>(Place.class);
        put(versions, Place.LIVE, live);
        put(versions, Place.STAGED, staged);
        put(versions, Place.PREVIOUS, previous);
        var seen = new LinkedHashMap<String, Sighting>();
        keys.of(id).forEach(sighting -> seen.put(sighting.fingerprint(), sighting));
        var placed = new LinkedHashMap<String, ProviderKey>();
        versions.forEach((place, version) -> keysOf(version)
                .forEach(key -> placed.merge(
                        key.fingerprint(),
                        key(key, place, seen.get(key.fingerprint())),
                        (before, also) -> at(before, place))));
        var all = new ArrayList<>(placed.values());
        seen.values().stream()
                .filter(s -> !placed.containsKey(s.fingerprint()))
                .map(s -> new ProviderKey(
                        s.fingerprint(), List.of(), null, s.firstSeen(), s.lastSeenSigning(), null, null))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static void put(Map<Place, ProviderVersion> versions, Place place, @Nullable ProviderVersion version) {
        if (version != null) {
            versions.put(place, version);
        }
    }

    private static List<SigningKey> keysOf(ProviderVersion version) {
        return version.metadata() == null ? List.of() : version.metadata().signingKeys();
    }

    private static ProviderKey at(ProviderKey key, Place also) {
        if (key.places().contains(also)) {
            return key; // one key twice in a document
        }
        var places = new ArrayList<>(key.places());
        places.add(also);
        return new ProviderKey(
                key.fingerprint(),
                List.copyOf(places),
                key.subject(),
                key.firstSeen(),
                key.lastSeenSigning(),
                key.ends(),
                key.daysLeft());
    }

    private ProviderKey key(SigningKey key, Place place, @Nullable Sighting sighting) {
        var ends = key.certificate().getNotAfter().toInstant();
        return new ProviderKey(
                key.fingerprint(),
                List.of(place),
                key.certificate().getSubjectX500Principal().getName(),
                sighting == null ? null : sighting.firstSeen(),
                sighting == null ? null : sighting.lastSeenSigning(),
                ends,
                Math.floorDiv(Duration.between(clock.instant(), ends).toSeconds(), 86_400L));
    }
}
