package io.gatehouse.testing;

import java.util.function.Consumer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Metadata with an enveloped signature. */
public final class SignedMetadata {
    private SignedMetadata() {}

    /** The document, its root signed. */
    public static String signed(String metadata, TestKeys keys) {
        return signed(metadata, keys, SigningRecipe.USUAL, document -> {});
    }

    /** The same by a recipe, and then changed so. */
    public static String signed(String metadata, TestKeys keys, SigningRecipe recipe, Consumer<Document> change) {
        var document = Xml.parse(metadata);
        sign(document.getDocumentElement(), "_root", keys, recipe);
        change.accept(document);
        return Xml.text(document);
    }

    /** The document, the first party in it signed and nothing else. */
    public static String signedParty(String metadata, TestKeys keys) {
        var document = Xml.parse(metadata);
        sign(
                Xml.first(document, "urn:oasis:names:tc:SAML:2.0:metadata", "EntityDescriptor"),
                "_party",
                keys,
                SigningRecipe.USUAL);
        return Xml.text(document);
    }

    private static void sign(Element element, String id, TestKeys keys, SigningRecipe recipe) {
        element.setAttribute("ID", id);
        new TestSigner(keys, recipe).sign(element);
    }

    /** A key's certificate in base64. */
    public static String certificate(TestKeys keys) {
        return TestIdentityProvider.withKeys("https://signer.example", keys).certificateText();
    }
}
