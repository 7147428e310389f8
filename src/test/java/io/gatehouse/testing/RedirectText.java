package io.gatehouse.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The Redirect binding's text, made and read with the JDK alone. */
public final class RedirectText {
    private RedirectText() {}

    /** A query of this message, unsigned; without a relay state where null. */
    public static String query(String parameter, String xml, String relayState) {
        return parameter + "=" + encoded(deflated(xml))
                + (relayState == null ? "" : "&RelayState=" + encoded(relayState));
    }

    /** The same with a signature, by its SigAlg and by the JDK's name for it. */
    public static String signed(String query, String sigAlg, String algorithm, PrivateKey key) {
        String unsigned = query + "&SigAlg=" + encoded(sigAlg);
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(unsigned.getBytes(US_ASCII));
            return unsigned + "&Signature=" + encoded(Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether the RSA-SHA256 signature holds over the query from this parameter on. */
    public static boolean verifies(String address, String parameter, PublicKey key) {
        String query = URI.create(address).getRawQuery();
        String signed = query.substring(query.indexOf(parameter + "="), query.indexOf("&Signature="));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update(signed.getBytes(US_ASCII));
            return signature.verify(
                    Base64.getDecoder().decode(parameters(address).get("Signature")));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The parameters of an address, decoded. */
    public static Map<String, String> parameters(String address) {
        var fields = new LinkedHashMap<String, String>();
        for (String pair : URI.create(address).getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return fields;
    }

    /** The message of an address. */
    public static Document message(String address, String parameter) {
        return Xml.parse(inflated(parameters(address).get(parameter)));
    }

    /** The last parts of a response's status codes, from the outermost inwards. */
    public static List<String> codes(Document response) {
        var codes = response.getElementsByTagNameNS(Xml.SAMLP, "StatusCode");
        return IntStream.range(0, codes.getLength())
                .mapToObj(i -> ((Element) codes.item(i)).getAttribute("Value").replaceFirst(".*:", ""))
                .toList();
    }

    private static String deflated(String xml) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
            out.write(xml.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String inflated(String message) {
        try (var in = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(message)), new Inflater(true))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
