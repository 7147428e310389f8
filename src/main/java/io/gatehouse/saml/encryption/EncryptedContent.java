package io.gatehouse.saml.encryption;

import static io.gatehouse.saml.markup.Parts.DS;
import static io.gatehouse.saml.markup.Parts.XENC;
import static io.gatehouse.saml.markup.Parts.XENC11;

import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.markup.Parts;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What an EncryptedAssertion holds (SAML Core 2.3.4, XML Encryption 1.1), its structure closed: no references to elsewhere, and
 * the encrypted key inside the encrypted data's KeyInfo or beside it.
 *
 * @param place the document it stands in
 * @param keys the same content key, wrapped for one or more recipients
 */
public record EncryptedContent(Document place, String cipher, byte[] sealed, List<WrappedKey> keys) {
    private static final int MOST_KEYS = 4;
    private static final String ELEMENT = "http://www.w3.org/2001/04/xmlenc#Element";
    private static final Set<String> NONE = Set.of();

    /** One wrapped key and how it was wrapped. */
    public record WrappedKey(
            String transport,
            @Nullable String digest,
            @Nullable String mask,
            byte[] wrapped) {}

    /** Reads an EncryptedAssertion. */
    public static EncryptedContent read(Element encryptedAssertion) throws Malformed {
        var parts = Parts.of(encryptedAssertion, NONE);
        Element data = parts.required(XENC, "EncryptedData");
        List<Element> keys = new ArrayList<>(parts.many(XENC, "EncryptedKey"));
        parts.end();

        var inside = Parts.of(data, Set.of("Id", "Type", "MimeType", "Encoding"));
        String type = Parts.attribute(data, "Type");
        if (type != null && !type.equals(ELEMENT)) {
            throw new Malformed("EncryptedData that is not of an element");
        }
        String cipher = algorithm(inside.required(XENC, "EncryptionMethod"));
        Element keyInfo = inside.optional(DS, "KeyInfo");
        if (keyInfo != null) {
            keys.addAll(keyInfo(keyInfo));
        }
        byte[] sealed = value(inside.required(XENC, "CipherData"));
        inside.end();
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw new Malformed("no encrypted key, or more than " + MOST_KEYS);
        }
        List<WrappedKey> wrapped = new ArrayList<>();
        for (Element key : keys) {
            wrapped.add(wrapped(key));
        }
        return new EncryptedContent(encryptedAssertion.getOwnerDocument(), cipher, sealed, List.copyOf(wrapped));
    }

    // A RetrievalMethod may only point at the key beside; which one does not matter, since each of them is tried.
    private static List<Element> keyInfo(Element keyInfo) throws Malformed {
        var parts = Parts.of(keyInfo, Set.of("Id"));
        parts.many(DS, "KeyName");
        for (Element method : parts.many(DS, "RetrievalMethod")) {
            String uri = Parts.attribute(method, "URI");
            if (uri == null || !uri.startsWith("#")) {
                throw new Malformed("a RetrievalMethod that leads elsewhere");
            }
        }
        var keys = parts.many(XENC, "EncryptedKey");
        parts.end();
        return keys;
    }

    private static WrappedKey wrapped(Element key) throws Malformed {
        var parts = Parts.of(key, Set.of("Id", "Recipient", "Type", "MimeType", "Encoding"));
        Element method = parts.required(XENC, "EncryptionMethod");
        parts.optional(DS, "KeyInfo"); // says for whom; both of our keys are tried
        byte[] value = value(parts.required(XENC, "CipherData"));
        parts.optional(XENC, "ReferenceList");
        parts.optional(XENC, "CarriedKeyName");
        parts.end();
        var inside = Parts.of(method, Set.of("Algorithm"));
        inside.optional(XENC, "KeySize");
        Element label = inside.optional(XENC, "OAEPparams");
        if (label != null && !Parts.text(label, NONE).isBlank()) {
            throw new Malformed("OAEPparams");
        }
        Element digest = inside.optional(DS, "DigestMethod");
        Element mask = inside.optional(XENC11, "MGF");
        digest = digest != null ? digest : inside.optional(DS, "DigestMethod");
        inside.end();
        return new WrappedKey(
                algorithm(method),
                digest == null ? null : algorithm(digest),
                mask == null ? null : algorithm(mask),
                value);
    }

    private static String algorithm(Element method) throws Malformed {
        String algorithm = Parts.attribute(method, "Algorithm");
        if (algorithm == null) {
            throw new Malformed(method.getLocalName() + " without Algorithm");
        }
        return algorithm;
    }

    private static byte[] value(Element cipherData) throws Malformed {
        var parts = Parts.of(cipherData, NONE);
        String text = Parts.text(parts.required(XENC, "CipherValue"), NONE);
        parts.end();
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new Malformed("a CipherValue that is not base64");
        }
    }
}
