package io.gatehouse.testing;

import io.gatehouse.testing.ResponseOrder.KeyPlace;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
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
            byte[] key = random(order.blockCipher.contains("128") ? 16 : 32);
            String encryptedKey = """
                    <xenc:EncryptedKey Id="_key"><xenc:EncryptionMethod Algorithm="%s">%s</xenc:EncryptionMethod>\
                    <xenc:CipherData><xenc:CipherValue>%s</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey>""".formatted(
                            order.keyTransport,
                            parameters(order.keyTransport),
                            wrapped(key, order.keyTransport, order.encryptionCertificate.getPublicKey()));
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

    private static String parameters(String transport) {
        return switch (transport) {
            case "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p" ->
                "<ds:DigestMethod Algorithm=\"http://www.w3.org/2000/09/xmldsig#sha1\"/>";
            case "http://www.w3.org/2009/xmlenc11#rsa-oaep" ->
                "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>"
                        + "<x11:MGF xmlns:x11=\"http://www.w3.org/2009/xmlenc11#\""
                        + " Algorithm=\"http://www.w3.org/2009/xmlenc11#mgf1sha256\"/>";
            default -> "";
        };
    }

    private static String wrapped(byte[] key, String transport, PublicKey recipient) throws GeneralSecurityException {
        Cipher cipher;
        if (transport.endsWith("rsa-1_5")) {
            cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, recipient);
        } else {
            boolean later = transport.contains("xmlenc11");
            AlgorithmParameterSpec oaep = new OAEPParameterSpec(
                    later ? "SHA-256" : "SHA-1",
                    "MGF1",
                    later ? MGF1ParameterSpec.SHA256 : MGF1ParameterSpec.SHA1,
                    PSource.PSpecified.DEFAULT);
            cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, recipient, oaep);
        }
        return Base64.getEncoder().encodeToString(cipher.doFinal(key));
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
