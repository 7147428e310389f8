package io.gatehouse.saml.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** The HTTP Redirect binding's encodings (SAML Bindings 3.4.4): DEFLATE with base64, and the signature of the query. */
public final class RedirectEncoding {
    /** The one signature algorithm of our queries. */
    public static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    private RedirectEncoding() {}

    /** The message deflated (RFC 1951) and in base64, not yet URL-encoded. */
    public static String deflated(String xml) {
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(xml.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The signature over the query, whose parameters are encoded exactly as Spring Security's filter sends them. */
    public static String signature(String samlRequest, String relayState, PrivateKey key) {
        return signature(unsigned("SAMLRequest", samlRequest, relayState), key);
    }

    /** A whole signed query for a message under this name; without a relay state where null. */
    public static String signedQuery(String name, String message, @Nullable String relayState, PrivateKey key) {
        String query = unsigned(name, message, relayState);
        return query + "&Signature=" + encoded(signature(query, key));
    }

    private static String unsigned(String name, String message, @Nullable String relayState) {
        return name + "=" + encoded(message) + (relayState == null ? "" : "&RelayState=" + encoded(relayState))
                + "&SigAlg=" + encoded(RSA_SHA256);
    }

    private static String signature(String query, PrivateKey key) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(query.getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a query could not be signed", e);
        }
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, ISO_8859_1);
    }
}
