package io.gatehouse.saml.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 of the certificate that a signature shows: evidence for whoever has to update a provider's keys. */
final class Fingerprint {
    private Fingerprint() {}

    static String ofShown(@Nullable String certificate) {
        if (certificate == null) {
            return "no certificate shown";
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(certificate);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (IllegalArgumentException e) {
            return "no readable certificate shown";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
