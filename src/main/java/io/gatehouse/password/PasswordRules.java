package io.gatehouse.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.gatehouse.partner.Partner;
import io.gatehouse.password.Passwords.Shortcoming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * What a new password has to be (SP 800-63B-4 3.1.1.2): long enough, and not among those that are tried first. No rules on
 * which characters, and it never has to be changed for its age.
 */
@Component
class PasswordRules {
    private static final int ALONE = 15;
    private static final int WITH_SECOND_FACTOR = 8;

    // Ten guesses a minute against a lock find it in more than a lifetime; offline it is Argon2 that has to hold.
    private static final double FEWEST_GUESSES = 1e8;

    // The estimate's cost grows faster than its input, and what is hard to guess is so long before this.
    private static final int LOOKED_AT = 64;

    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Zxcvbn estimate = new Zxcvbn();

    /** How long a password of this partner's people is at least. */
    static int shortest(Partner partner) {
        return switch (partner.secondFactor().rule()) {
            case REQUIRED -> WITH_SECOND_FACTOR;
            case TRUST_IDP, OPTIONAL -> ALONE;
        };
    }

    Optional<Shortcoming> judge(Password password, String email, Partner partner) {
        if (password.length() < shortest(partner)) {
            return Optional.of(Shortcoming.TOO_SHORT);
        }
        var text = password.text();
        var looked = text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
        double guesses = estimate.measure(looked, context(email, partner)).getGuesses();
        return guesses < FEWEST_GUESSES ? Optional.of(Shortcoming.TOO_COMMON) : Optional.empty();
    }

    /** What somebody who knows whose password it is tries first. */
    private static List<String> context(String email, Partner partner) {
        var words = new ArrayList<>(
                List.of("gatehouse", "portal", email, partner.id().value(), partner.name()));
        words.addAll(List.of(WORDS.split(email)));
        words.addAll(List.of(WORDS.split(partner.name())));
        return words;
    }
}
