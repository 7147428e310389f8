package io.gatehouse.audit;

import io.gatehouse.keys.Randomness;
import org.springframework.stereotype.Component;

/** Makes references: 23 characters to the power of ten, so that two sign-ins hardly ever share one. */
@Component
public class References {
    private final Randomness randomness;

    References(Randomness randomness) {
        this.randomness = randomness;
    }

    /** A new reference. */
    public Reference next() {
        return new Reference(randomness.text(Reference.ALPHABET, Reference.LENGTH));
    }
}
