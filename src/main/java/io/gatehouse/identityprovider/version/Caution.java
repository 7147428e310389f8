package io.gatehouse.identityprovider.version;

import io.gatehouse.identityprovider.metadata.Endpoint;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.SigningKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a fetched document may not change without a person's word: an added key is how a rollover begins, but whoever takes
 * over the address could swap all keys, the entityID or the hosts, and that looks the same as a moved identity provider.
 */
public final class Caution {
    // A key that hasn't signed for so long has been left behind.
    private static final Duration LATELY = Duration.ofDays(7);

    private Caution() {}

    /**
     * Why the new document waits for a person, in words; empty if it may serve by itself.
     *
     * @param lastSigned when a key, by its fingerprint, last signed; null if it never did
     */
    public static List<String> reasons(
            IdpMetadata before, IdpMetadata after, Function<String, @Nullable Instant> lastSigned, Instant now) {
        var reasons = new ArrayList<String>();
        if (!before.entityId().equals(after.entityId())) {
            reasons.add("the entityID changed from " + before.entityId() + " to " + after.entityId());
        }
        keys(before.signingKeys(), after.signingKeys(), lastSigned, now, reasons);
        endpoints("sign-on", before.singleSignOn(), after.singleSignOn(), reasons);
        endpoints("logout", before.singleLogout(), after.singleLogout(), reasons);
        if (before.wantAuthnRequestsSigned() && !after.wantAuthnRequestsSigned()) {
            reasons.add("it wants requests signed no more");
        }
        return List.copyOf(reasons);
    }

    /** Keys of a document that a person has declined and that come again: they are a person's to let in. */
    public static List<String> declinedKeys(IdpMetadata before, IdpMetadata after, IdpMetadata declined) {
        var serving = fingerprints(before);
        var turnedDown = fingerprints(declined);
        return after.signingKeys().stream()
                .map(SigningKey::fingerprint)
                .filter(key -> turnedDown.contains(key) && !serving.contains(key))
                .map(key -> "a key that was declined comes again: " + key)
                .toList();
    }

    private static Set<String> fingerprints(IdpMetadata metadata) {
        return metadata.signingKeys().stream().map(SigningKey::fingerprint).collect(Collectors.toSet());
    }

    private static void keys(
            List<SigningKey> before,
            List<SigningKey> after,
            Function<String, @Nullable Instant> lastSigned,
            Instant now,
            List<String> reasons) {
        var fresh = after.stream().map(SigningKey::fingerprint).collect(Collectors.toSet());
        var removed =
                before.stream().filter(k -> !fresh.contains(k.fingerprint())).toList();
        // An expired key still counts where it serves, but to lean the whole trust on it would be to trust nobody.
        var stay = before.stream()
                .filter(k -> fresh.contains(k.fingerprint()) && !expired(k, now))
                .toList();
        if (removed.isEmpty()) {
            return;
        }
        if (stay.isEmpty()) {
            reasons.add("no signing key that is live now stays");
            return;
        }
        removed.stream()
                .filter(k -> !expired(k, now) && inUse(k, stay, lastSigned, now))
                .forEach(k -> reasons.add("a key that is in use is removed: " + k.fingerprint()));
    }

    // In a rollover the next key signs before the old one goes: then the old one's last signature is the older one.
    private static boolean inUse(
            SigningKey key, List<SigningKey> stay, Function<String, @Nullable Instant> lastSigned, Instant now) {
        var last = lastSigned.apply(key.fingerprint());
        if (last == null || last.isBefore(now.minus(LATELY))) {
            return false;
        }
        return stay.stream()
                .map(k -> lastSigned.apply(k.fingerprint()))
                .noneMatch(signed -> signed != null && signed.isAfter(last));
    }

    private static boolean expired(SigningKey key, Instant now) {
        return key.certificate().getNotAfter().toInstant().isBefore(now);
    }

    private static void endpoints(String what, List<Endpoint> before, List<Endpoint> after, List<String> reasons) {
        var lost = bindings(before);
        lost.removeAll(bindings(after));
        lost.forEach(
                b -> reasons.add("the " + what + " endpoint for " + b.name().toLowerCase(Locale.ROOT) + " is lost"));
        var known = origins(before);
        var strange = origins(after);
        strange.removeAll(known);
        // A host that nobody has seen yet is where people, and their requests, would be sent.
        strange.forEach(o -> reasons.add("a " + what + " endpoint is at another host: " + o));
    }

    private static Set<Endpoint.Binding> bindings(List<Endpoint> endpoints) {
        var bindings = EnumSet.noneOf(Endpoint.Binding.class);
        endpoints.forEach(e -> bindings.add(e.binding()));
        return bindings;
    }

    private static Set<String> origins(List<Endpoint> endpoints) {
        var origins = new TreeSet<String>();
        endpoints.forEach(e -> {
            origins.add(origin(e.location()));
            if (e.responseLocation() != null) {
                origins.add(origin(e.responseLocation()));
            }
        });
        return origins;
    }

    private static String origin(String location) {
        var uri = URI.create(location);
        return (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
    }
}
