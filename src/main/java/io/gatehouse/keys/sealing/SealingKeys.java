package io.gatehouse.keys.sealing;

import io.gatehouse.keys.Randomness;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The sealing keys: from the settings, or from the file beside an H2 database. The first one seals, all open. */
@Component
public class SealingKeys {
    // What an in-memory database holds ends with this process, and so may the key.
    private static final ConcurrentMap<String, String> IN_MEMORY = new ConcurrentHashMap<>();

    private final List<SealingKey> keys;

    public SealingKeys(
            SealingProperties properties, @Value("${spring.datasource.url:}") String url, Randomness randomness) {
        this.keys = parse(text(properties, url, randomness));
    }

    /** The first one seals. */
    public List<SealingKey> all() {
        return keys;
    }

    private static String text(SealingProperties properties, String url, Randomness randomness) {
        String set = properties.sealingKey();
        if (set != null && !set.isBlank()) {
            return set;
        }
        if (url.startsWith("jdbc:h2:mem:")) {
            return IN_MEMORY.computeIfAbsent(
                    url, _ -> Base64.getEncoder().encodeToString(randomness.bytes(SealingKey.LENGTH)));
        }
        return SealingKeyFile.beside(url)
                .orElseThrow(() -> new SealingKeyUnusable(
                        "gatehouse.sealing-key is not set, and only an H2 file database keeps a key of its own."))
                .readOrMake(randomness.bytes(SealingKey.LENGTH));
    }

    private static List<SealingKey> parse(String text) {
        var keys = Arrays.stream(text.split(",", -1)).map(SealingKey::ofBase64).toList();
        var ids = new HashSet<Integer>();
        for (var key : keys) {
            if (!ids.add(key.id())) {
                throw new SealingKeyUnusable("gatehouse.sealing-key names one key twice.");
            }
        }
        return keys;
    }
}
