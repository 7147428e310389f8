package io.gatehouse.identityprovider.version;

import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.metadata.Endpoint;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What differs between two versions, in words for whoever has to judge or remember it. */
public final class Differences {
    private final Instant now;
    private final List<String> words = new ArrayList<>();

    private Differences(Instant now) {
        this.now = now;
    }

    /** All of them; one that says so if only the bytes differ. */
    public static List<String> between(ProviderVersion before, ProviderVersion after, Instant now) {
        var differences = new Differences(now);
        differences.metadata(before.metadata(), after.metadata());
        CanonicalSettings.differences(before.settings(), after.settings())
                .forEach(name -> differences.words.add("setting " + asInFiles(name) + " changed"));
        if (differences.words.isEmpty()) {
            differences.words.add("the document changed in nothing that counts");
        }
        return List.copyOf(differences.words);
    }

    private static String asInFiles(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private void metadata(@Nullable IdpMetadata before, @Nullable IdpMetadata after) {
        if (before == null || after == null) {
            if (before != null || after != null) {
                words.add(before == null ? "metadata added" : "metadata removed");
            }
            return;
        }
        if (!before.entityId().equals(after.entityId())) {
            words.add("entityID changed from " + before.entityId() + " to " + after.entityId());
        }
        keys(before.signingKeys(), after.signingKeys());
        endpoints("sign-on", before.singleSignOn(), after.singleSignOn());
        endpoints("logout", before.singleLogout(), after.singleLogout());
        if (before.wantAuthnRequestsSigned() != after.wantAuthnRequestsSigned()) {
            words.add(after.wantAuthnRequestsSigned() ? "wants requests signed now" : "wants requests signed no more");
        }
        if (!Objects.equals(before.validUntil(), after.validUntil())) {
            words.add("valid until " + (after.validUntil() == null ? "further notice" : after.validUntil()));
        }
    }

    private void keys(List<SigningKey> before, List<SigningKey> after) {
        var old = before.stream().map(SigningKey::fingerprint).toList();
        var fresh = after.stream().map(SigningKey::fingerprint).toList();
        after.stream().filter(k -> !old.contains(k.fingerprint())).forEach(k -> words.add("key added: " + key(k)));
        before.stream().filter(k -> !fresh.contains(k.fingerprint())).forEach(k -> words.add("key removed: " + key(k)));
    }

    private String key(SigningKey key) {
        var until = key.certificate().getNotAfter().toInstant();
        long days = Duration.between(now, until).toDays();
        var left = until.isBefore(now) ? "expired " + until : days + " days left";
        return key.fingerprint() + " (" + left + ")";
    }

    private void endpoints(String what, List<Endpoint> before, List<Endpoint> after) {
        for (var binding : Endpoint.Binding.values()) {
            var from = locations(before, binding);
            var to = locations(after, binding);
            var name = what + " endpoint for " + binding.name().toLowerCase(Locale.ROOT);
            if (from.equals(to)) {
                continue;
            }
            if (to.isEmpty()) {
                words.add(name + " lost: " + from);
            } else if (from.isEmpty()) {
                words.add(name + " added: " + to);
            } else {
                words.add(name + " moved from " + from + " to " + to);
            }
        }
    }

    private static String locations(List<Endpoint> endpoints, Endpoint.Binding binding) {
        Function<Endpoint, String> text =
                e -> e.responseLocation() == null ? e.location() : e.location() + " and " + e.responseLocation();
        return endpoints.stream().filter(e -> e.binding() == binding).map(text).collect(Collectors.joining(", "));
    }
}
