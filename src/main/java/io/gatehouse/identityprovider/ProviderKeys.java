package io.gatehouse.identityprovider;

import io.gatehouse.identityprovider.SigningKeys.Sighting;
import io.gatehouse.identityprovider.metadata.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The signing keys of a connection as administrators watch them in a rollover. */
@Component
public class ProviderKeys {
    private final IdentityProviders providers;
    private final SigningKeys keys;
    private final Clock clock;

    ProviderKeys(IdentityProviders providers, SigningKeys keys, Clock clock) {
        this.providers = providers;
        this.keys = keys;
        this.clock = clock;
    }

    /** Where a key is. */
    public enum Place {
        /** What it signs is believed. */
        LIVE,
        /** It waits with the version that is staged. */
        STAGED,
        /** It was live before. */
        GONE
    }

    /**
     * One key.
     *
     * @param firstSeen null while it was never live
     * @param lastSeenSigning right within an hour; null if it never signed
     * @param ends when its certificate ends, and the days until then, negative after it; null of a key that is gone
     */
    public record ProviderKey(
            String fingerprint,
            Place place,
            @Nullable Instant firstSeen,
            @Nullable Instant lastSeenSigning,
            @Nullable Instant ends,
            @Nullable Long daysLeft) {}

    /** The keys of this connection: live ones first, then staged ones, then those that are gone. */
    public List<ProviderKey> of(RegistrationId id) {
        var seen = keys.of(id).stream().collect(Collectors.toMap(Sighting::fingerprint, Function.identity()));
        var placed = new LinkedHashMap<String, ProviderKey>();
        place(providers.live(id), Place.LIVE, seen, placed);
        place(providers.staged(id), Place.STAGED, seen, placed);
        var all = new ArrayList<>(placed.values());
        keys.of(id).stream()
                .filter(s -> !placed.containsKey(s.fingerprint()))
                .map(s -> new ProviderKey(s.fingerprint(), Place.GONE, s.firstSeen(), s.lastSeenSigning(), null, null))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private void place(
            Optional<ProviderVersion> version,
            Place place,
            Map<String, Sighting> seen,
            Map<String, ProviderKey> placed) {
        version.map(ProviderVersion::metadata).stream()
                .filter(Objects::nonNull)
                .flatMap(m -> m.signingKeys().stream())
                .forEach(k -> placed.putIfAbsent(k.fingerprint(), key(k, place, seen.get(k.fingerprint()))));
    }

    private ProviderKey key(SigningKey key, Place place, @Nullable Sighting sighting) {
        var ends = key.certificate().getNotAfter().toInstant();
        return new ProviderKey(
                key.fingerprint(),
                place,
                sighting == null ? null : sighting.firstSeen(),
                sighting == null ? null : sighting.lastSeenSigning(),
                ends,
                Math.floorDiv(Duration.between(clock.instant(), ends).toSeconds(), 86_400L));
    }
}
