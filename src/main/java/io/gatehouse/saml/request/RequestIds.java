package io.gatehouse.saml.request;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Randomness;
import io.gatehouse.keys.Tagger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Ids of AuthnRequests that prove themselves: {@code _} and base64url of 16 random bytes, the time of issue and a tag
 * over both and the registration. So every node knows what is ours and how old it is without a lookup. The same text
 * serves as RelayState, which may not exceed 80 bytes (SAML Bindings 3.4.3).
 */
@Component
public final class RequestIds {
    private static final int RANDOM = 16;
    private static final int TAGGED = RANDOM + Long.BYTES;
    private static final int TAG = 16;
    private static final int TEXT = 1 + (TAGGED + TAG) / 3 * 4 + 2;

    private final Tagger tagger;
    private final Randomness randomness;

    RequestIds(Keys keys, Randomness randomness) {
        this.tagger = keys.tagger("saml.request");
        this.randomness = randomness;
    }

    /** A new id for this registration, issued at this time (milliseconds). */
    public String make(RegistrationId registration, Instant issuedAt) {
        byte[] head = ByteBuffer.allocate(TAGGED)
                .put(randomness.bytes(RANDOM))
                .putLong(issuedAt.toEpochMilli())
                .array();
        byte[] whole = ByteBuffer.allocate(TAGGED + TAG)
                .put(head)
                .put(tagger.tag(tagged(head, registration)))
                .array();
        // An xs:ID may not begin with a digit or a hyphen, which base64url may.
        return "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** When this id was issued; empty if it is not one that we made for this registration. */
    public Optional<Instant> issuedAt(String id, RegistrationId registration) {
        return bytes(id)
                .filter(b -> {
                    byte[] tag = Arrays.copyOfRange(b, TAGGED, TAGGED + TAG);
                    return tagger.verify(tagged(Arrays.copyOf(b, TAGGED), registration), tag);
                })
                .flatMap(RequestIds::time);
    }

    /** A short name for this id, as unique as its first 72 random bits. */
    public static String shortName(String id) {
        return id.substring(1, 13);
    }

    private static Optional<Instant> time(byte[] whole) {
        try {
            return Optional.of(Instant.ofEpochMilli(ByteBuffer.wrap(whole).getLong(RANDOM)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static byte[] tagged(byte[] head, RegistrationId registration) {
        byte[] name = registration.value().getBytes(US_ASCII);
        return ByteBuffer.allocate(head.length + name.length)
                .put(head)
                .put(name)
                .array();
    }

    private static Optional<byte[]> bytes(String id) {
        if (id.length() != TEXT || id.charAt(0) != '_') {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(id.substring(1));
            return decoded.length == TAGGED + TAG ? Optional.of(decoded) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
