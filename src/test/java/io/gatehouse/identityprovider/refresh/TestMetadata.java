package io.gatehouse.identityprovider.refresh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.testing.TestKeys;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;

/** An identity provider's metadata, of which a test changes one thing. */
record TestMetadata(String entityId, String host, List<TestKeys> keys, String attributes, boolean post) {
    static TestMetadata with(TestKeys... keys) {
        return new TestMetadata("https://idp.example.test/id", "idp.example.test", List.of(keys), "", true);
    }

    TestMetadata entity(String entityId) {
        return new TestMetadata(entityId, host, keys, attributes, post);
    }

    TestMetadata at(String host) {
        return new TestMetadata(entityId, host, keys, attributes, post);
    }

    TestMetadata saying(String attributes) {
        return new TestMetadata(entityId, host, keys, attributes, post);
    }

    TestMetadata withoutPost() {
        return new TestMetadata(entityId, host, keys, attributes, false);
    }

    byte[] document() {
        var text = new StringBuilder("<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"")
                .append(entityId)
                .append("\" ")
                .append(attributes)
                .append("><IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">");
        for (var key : keys) {
            text.append("<KeyDescriptor use=\"signing\"><KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\">")
                    .append("<X509Data><X509Certificate>")
                    .append(base64(key))
                    .append("</X509Certificate></X509Data></KeyInfo></KeyDescriptor>");
        }
        text.append(endpoint("HTTP-Redirect"));
        if (post) {
            text.append(endpoint("HTTP-POST"));
        }
        return text.append("</IDPSSODescriptor></EntityDescriptor>").toString().getBytes(UTF_8);
    }

    private String endpoint(String binding) {
        return "<SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:" + binding
                + "\" Location=\"https://" + host + "/sso\"/>";
    }

    private static String base64(TestKeys key) {
        try {
            return Base64.getEncoder().encodeToString(key.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
