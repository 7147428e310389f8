package io.gatehouse.testing;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Enveloped XML signatures, made with the JDK's own library. */
record TestSigner(TestKeys keys, SigningRecipe recipe) {
    private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");

    /** Signs an element of the SAML kind: by its ID, the signature after its Issuer. */
    void sign(Element element) {
        try {
            PrivateKey key = recipe.key() == null ? keys.privateKey() : recipe.key();
            String method =
                    key.getAlgorithm().equals("EC") && recipe.signature().equals(SigningRecipe.RSA_SHA256)
                            ? "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
                            : recipe.signature();
            List<Transform> transforms = new ArrayList<>();
            for (String transform : recipe.transforms()) {
                transforms.add(FACTORY.newTransform(transform, (TransformParameterSpec) null));
            }
            String uri = recipe.uri() == null ? "#" + element.getAttribute("ID") : recipe.uri();
            var reference =
                    FACTORY.newReference(uri, FACTORY.newDigestMethod(recipe.digest(), null), transforms, null, null);
            var signedInfo = FACTORY.newSignedInfo(
                    FACTORY.newCanonicalizationMethod(recipe.canonicalization(), (C14NMethodParameterSpec) null),
                    signatureMethod(method),
                    List.of(reference));
            element.setIdAttribute("ID", true);
            var context = new DOMSignContext(key, element, afterIssuer(element));
            context.setDefaultNamespacePrefix("ds");
            FACTORY.newXMLSignature(signedInfo, keyInfo()).sign(context);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new AssertionError(e);
        }
    }

    private static SignatureMethod signatureMethod(String method) throws GeneralSecurityException {
        return FACTORY.newSignatureMethod(method, null);
    }

    private KeyInfo keyInfo() {
        X509Certificate shown =
                recipe.keyInfo() != null ? recipe.keyInfo() : recipe.showOwn() ? keys.certificate() : null;
        if (shown == null) {
            return null;
        }
        var factory = FACTORY.getKeyInfoFactory();
        return factory.newKeyInfo(List.of(factory.newX509Data(List.of(shown))));
    }

    private static Node afterIssuer(Element element) {
        Node child = element.getFirstChild();
        while (child != null && !"Issuer".equals(child.getLocalName())) {
            child = child.getNextSibling();
        }
        return child == null ? element.getFirstChild() : child.getNextSibling();
    }
}
