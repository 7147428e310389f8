package io.gatehouse.keys;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** The one source of randomness. */
@Component
public class Randomness {
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong lastStamp = new AtomicLong();
    private final Clock clock;

    /** Randomness whose UUIDs tell the time by this clock. */
    public Randomness(Clock clock) {
        this.clock = clock;
    }

    /** This many random bytes. */
    public byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A token of 256 random bits, base64url without padding. */
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    /** This many characters of an alphabet, each equally likely. */
    public String text(String alphabet, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /**
     * A UUID of version 7 (RFC 9562 5.7): sorted by time, and of one node's in the order made even within a millisecond
     * (6.2, method 1: the twelve bits beside the time count on from a random start). 62 bits are random.
     */
    public UUID uuid() {
        long now = clock.millis() << 12 | random.nextInt(1 << 11);
        long stamp = lastStamp.updateAndGet(last -> last >>> 12 >= now >>> 12 ? last + 1 : now);
        long high = (stamp >>> 12) << 16 | 0x7000L | (stamp & 0x0FFFL);
        long low = 0x8000000000000000L | (random.nextLong() & 0x3FFFFFFFFFFFFFFFL);
        return new UUID(high, low);
    }
}
