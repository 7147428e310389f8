package io.gatehouse.keys;

import io.gatehouse.keys.sealing.SealingKeys;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/** Keys for one purpose each, derived by HKDF from the sealing keys of the settings; nodes agree without talking. */
@Component
public class Keys {
    private final SealingKeys keys;
    private final ConcurrentMap<String, Sealer> sealers = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Tagger> taggers = new ConcurrentHashMap<>();

    Keys(SealingKeys keys) {
        this.keys = keys;
    }

    /** A sealer whose key serves this purpose only; the label is a constant such as {@code cookie.sign-in}. */
    public Sealer sealer(String label) {
        return sealers.computeIfAbsent(label, l -> TinkSealer.of(keys.all(), "seal/" + l));
    }

    /** Tags (HMAC-SHA-256, 128 bits kept) whose key serves this purpose only. */
    public Tagger tagger(String label) {
        return taggers.computeIfAbsent(label, l -> HmacTagger.of(keys.all(), "tag/" + l));
    }
}
