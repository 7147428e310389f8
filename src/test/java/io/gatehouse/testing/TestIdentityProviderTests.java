package io.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TestIdentityProviderTests {
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.example/a");

    @Test
    void signsWhatItsOwnKeyVerifiesAfterPrintingAndParsing() throws Exception {
        var order =
                ResponseOrder.to("https://sp.example/acs", "https://sp.example").inResponseTo("_r1");
        String text = IDP.respond(order.signing(ResponseOrder.Signing.BOTH));
        Document document = Xml.parse(text);
        assertThat(verifies(document.getDocumentElement())).isTrue();
        assertThat(verifies(Xml.first(document, Xml.SAML, "Assertion"))).isTrue();
    }

    @Test
    void encryptsTheAssertion() {
        var order = ResponseOrder.to("https://sp.example/acs", "https://sp.example")
                .encryptedFor(TestKeys.rsa(2048).certificate());
        assertThat(IDP.respond(order)).contains("EncryptedAssertion").doesNotContain("anna");
    }

    private static boolean verifies(Element element) throws Exception {
        element.setIdAttribute("ID", true);
        Element signature = null;
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if ("Signature".equals(child.getLocalName())) {
                signature = (Element) child;
            }
        }
        var context = new DOMValidateContext(IDP.publicKey(), signature);
        return XMLSignatureFactory.getInstance("DOM")
                .unmarshalXMLSignature(context)
                .validate(context);
    }
}
