package io.gatehouse.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Sealer;
import java.io.IOException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Seals letters for the queue and opens them for the post. */
@Component
class SealedLetters {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sealer sealer;

    SealedLetters(Keys keys) {
        this.sealer = keys.sealer("mail.letter");
    }

    SealedLetter seal(UUID id, Letter letter) {
        try {
            return new SealedLetter(id, sealer.seal(JSON.writeValueAsBytes(letter), place(id)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("three texts are always JSON", e);
        }
    }

    Letter open(SealedLetter letter) {
        var plain = sealer.open(letter.sealed(), place(letter.id()))
                .orElseThrow(() -> new IllegalStateException("a letter that none of the sealing keys opens"));
        try {
            return JSON.readValue(plain, Letter.class);
        } catch (IOException e) {
            throw new IllegalStateException("a sealed letter that is not one", e);
        }
    }

    private static String place(UUID id) {
        return "mail/letter/" + id;
    }
}
