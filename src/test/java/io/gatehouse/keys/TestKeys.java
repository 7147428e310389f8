package io.gatehouse.keys;

import io.gatehouse.keys.sealing.SealingKeys;
import io.gatehouse.keys.sealing.SealingProperties;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** Keys and randomness for tests of every package. */
public final class TestKeys {
    private TestKeys() {}

    /** The same keys each time: as on another node. */
    public static Keys keys() {
        return keys(base64(1));
    }

    /** Keys under these sealing keys, as the setting has them. */
    public static Keys keys(String... sealingKeys) {
        var properties = new SealingProperties(Arrays.stream(sealingKeys).collect(Collectors.joining(",")));
        return new Keys(new SealingKeys(properties, "", randomness(Clock.systemUTC())));
    }

    /** A sealing key as the setting has it: 32 times this byte. */
    public static String base64(int fill) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** True randomness, UUIDs by this clock. */
    public static Randomness randomness(Clock clock) {
        return new Randomness(clock);
    }
}
