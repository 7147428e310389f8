package io.gatehouse.secondfactor.totp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** The key URI that authenticator apps read ({@code otpauth://totp/…}). */
public final class KeyUri {
    private KeyUri() {}

    public static String of(String issuer, String email, TotpSecret secret) {
        return "otpauth://totp/" + escaped(issuer) + ":" + escaped(email) + "?secret=" + secret.base32() + "&issuer="
                + escaped(issuer) + "&algorithm=SHA1&digits=6&period=" + TotpSecret.STEP_SECONDS;
    }

    // Apps read %20; several show a plus sign as it is.
    private static String escaped(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
