package io.gatehouse.account;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.mail.Letter;
import io.gatehouse.partner.Partner;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The letter with an invitation's link. */
final class InvitationLetter {
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(UTC);

    private InvitationLetter() {}

    static Letter of(Partner partner, String email, String link, Instant expiresAt) {
        return new Letter(
                email, "Your invitation", """
                You are invited to sign in as %s at %s.

                Accept the invitation here:
                %s

                The link is for you alone and good until %s.
                If you did not expect this letter, you need do nothing.
                """.formatted(email, partner.name(), link, UNTIL.format(expiresAt)));
    }
}
