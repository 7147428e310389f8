package io.gatehouse.testing;

import io.gatehouse.testing.ResponseOrder.KeyPlace;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.w3c.dom.Element;

/** Encrypted assertions (XML Encryption 1.1), made with the JDK's ciphers. */
final class TestEncryption {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Map<String, String> DIGESTS = Map.of(
            "SHA-1", "http://www.w3.org/2000/09/xmldsig#sha1",
            "SHA-256", "http://www.w3.org/2001/04/xmlenc#sha256",
            "SHA-384", "http://www.w3.org/2001/04/xmldsig-more#sha384",
            "SHA-512", "http://www.w3.org/2001/04/xmlenc#sha512");

    private TestEncryption() {}

    /** Puts an EncryptedAssertion in the assertion's place. */
    static void encrypt(Element assertion, ResponseOrder order) {
        byte[] plain = Xml.text(assertion).getBytes(StandardCharsets.UTF_8);
        var replacement = Xml.parseInto(assertion.getOwnerDocument(), encrypted(plain, order));
        assertion.getParentNode().replaceChild(replacement, assertion);
    }

    /** The EncryptedAssertion that holds these bytes. */
    static String encrypted(byte[] plain, ResponseOrder order) {
        try {
            byte[] key = random(Integer.parseInt(order.blockCipher.replaceFirst(".*#aes(\\d+)-.*", "$1")) / 8);
            String encryptedKey = """
                    <xenc:EncryptedKey Id="_key"><xenc:EncryptionMethod Algorithm="%s">%s</xenc:EncryptionMethod>\
                    <xenc:CipherData><xenc:CipherValue>%s</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey>""".formatted(order.keyTransport, parameters(order), wrapped(key, order));
            boolean inside = order.keyPlace == KeyPlace.INSIDE;
            return """
                    <saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
                    xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\
                    <xenc:EncryptedData Type="http://www.w3.org/2001/04/xmlenc#Element">\
                    <xenc:EncryptionMethod Algorithm="%s"/><ds:KeyInfo>%s</ds:KeyInfo>\
                    <xenc:CipherData><xenc:CipherValue>%s</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>%s\
                    </saml:EncryptedAssertion>""".formatted(
                            order.blockCipher,
                            inside
                                    ? encryptedKey
                                    : "<ds:RetrievalMethod Type=\"http://www.w3.org/2001/04/xmlenc#EncryptedKey\" URI=\"#_key\"/>",
                            Base64.getEncoder().encodeToString(sealed(plain, key, order.blockCipher)),
                            inside ? "" : encryptedKey);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The EncryptedID that holds this NameID. */
    static String encryptedId(byte[] name, X509Certificate recipient) {
        return encrypted(name, ResponseOrder.to("", "").encryptedFor(recipient))
                .replace("saml:EncryptedAssertion", "saml:EncryptedID");
    }

    private static String parameters(ResponseOrder order) {
        return switch (order.keyTransport) {
            case "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p" ->
                "<ds:DigestMethod Algorithm=\"http://www.w3.org/2000/09/xmldsig#sha1\"/>";
            case "http://www.w3.org/2009/xmlenc11#rsa-oaep" ->
                "<ds:DigestMethod Algorithm=\"" + DIGESTS.get(digest(order)) + "\"/>"
                        + "<x11:MGF xmlns:x11=\"http://www.w3.org/2009/xmlenc11#\""
                        + " Algorithm=\"http://www.w3.org/2009/xmlenc11#mgf1"
                        + mask(order).toLowerCase(Locale.ROOT).replace("-", "") + "\"/>";
            default -> "";
        };
    }

    private static String wrapped(byte[] key, ResponseOrder order) throws GeneralSecurityException {
        var recipient = order.encryptionCertificate.getPublicKey();
        Cipher cipher;
        if (order.keyTransport.endsWith("rsa-1_5")) {
            cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, recipient);
        } else {
            boolean later = order.keyTransport.contains("xmlenc11");
            AlgorithmParameterSpec oaep = new OAEPParameterSpec(
                    later ? digest(order) : "SHA-1",
                    "MGF1",
                    new MGF1ParameterSpec(later ? mask(order) : "SHA-1"),
                    PSource.PSpecified.DEFAULT);
            cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, recipient, oaep);
        }
        return Base64.getEncoder().encodeToString(cipher.doFinal(key));
    }

    private static String digest(ResponseOrder order) {
        return order.oaepDigest == null ? "SHA-256" : order.oaepDigest;
    }

    private static String mask(ResponseOrder order) {
        return order.oaepMask == null ? "SHA-256" : order.oaepMask;
    }

    private static byte[] sealed(byte[] plain, byte[] key, String algorithm) throws GeneralSecurityException {
        boolean gcm = algorithm.endsWith("gcm");
        byte[] iv = random(gcm ? 12 : 16);
        var cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                gcm ? new GCMParameterSpec(128, iv) : new IvParameterSpec(iv));
        byte[] body = cipher.doFinal(plain);
        byte[] all = new byte[iv.length + body.length];
        System.arraycopy(iv, 0, all, 0, iv.length);
        System.arraycopy(body, 0, all, iv.length, body.length);
        return all;
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
