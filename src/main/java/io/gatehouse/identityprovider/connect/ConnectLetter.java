package io.gatehouse.identityprovider.connect;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.mail.Letter;
import io.gatehouse.partner.Partner;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The letter with a set-up link. */
final class ConnectLetter {
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(UTC);

    private ConnectLetter() {}

    static Letter of(Partner partner, String email, String link, Instant expiresAt) {
        return new Letter(email, "Connect your identity provider", """
                You are asked to connect the sign-in of %s to the partner portal.

                Open this link when you can change your identity provider, or sit beside somebody who can:
                %s

                It works once, and is good until %s. Pass it on to nobody else: whoever has it can connect an identity
                provider for %s. If you did not expect this letter, tell whoever runs the portal.
                """.formatted(
                        partner.name(), link, UNTIL.format(expiresAt), partner.name()));
    }
}
