package io.gatehouse.secondfactor.totp;

import com.warrenstrange.googleauth.GoogleAuthenticator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.apache.commons.codec.binary.Base32;

/**
 * The secret shared with an authenticator app, and the codes that follow from it (RFC 6238: SHA-1, 30 seconds, six
 * digits). The library only generates: its own check refuses the code 000000, compares in variable time and remembers
 * nothing.
 */
public record TotpSecret(byte[] bytes) {
    /** RFC 4226 4, R6: 160 bits. */
    public static final int LENGTH = 20;

    public static final long STEP_SECONDS = 30;

    /** One step to either side: the network's delay and a typist's. Not a setting (RFC 6238 5.2). */
    public static final int WINDOW = 1;

    /** Ten minutes to either side, to tell a clock that is off from a code that is wrong. */
    public static final int DRIFT = 20;

    private static final GoogleAuthenticator GENERATOR = new GoogleAuthenticator();

    /** The time step of a moment. */
    public static long stepAt(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS);
    }

    /** As people type it. */
    public String base32() {
        return new Base32().encodeToString(bytes);
    }

    /** The code of a step. */
    public String code(long step) {
        return String.format(Locale.ROOT, "%06d", GENERATOR.getTotpPassword(base32(), step * STEP_SECONDS * 1000));
    }

    /**
     * The step near now whose code this is, one that is still usable if there are several. All steps are always compared,
     * each in constant time.
     */
    public OptionalLong match(String code, long now, LongPredicate usable) {
        long[] matches = matches(code, LongStream.rangeClosed(now - WINDOW, now + WINDOW));
        var fresh = LongStream.of(matches).filter(usable).findFirst();
        return fresh.isPresent() ? fresh : LongStream.of(matches).findFirst();
    }

    /** The nearest step further off whose code this is, within ten minutes. */
    public OptionalLong matchDrifting(String code, long now) {
        return LongStream.of(matches(
                        code,
                        LongStream.rangeClosed(WINDOW + 1, DRIFT).flatMap(off -> LongStream.of(now - off, now + off))))
                .findFirst();
    }

    private long[] matches(String code, LongStream steps) {
        var typed = code.getBytes(StandardCharsets.US_ASCII);
        return steps.filter(step -> MessageDigest.isEqual(code(step).getBytes(StandardCharsets.US_ASCII), typed))
                .toArray();
    }

    @Override
    public String toString() {
        return "TotpSecret[…]";
    }
}
