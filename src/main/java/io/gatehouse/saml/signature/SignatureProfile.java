package io.gatehouse.saml.signature;

import static io.gatehouse.saml.markup.Parts.DS;

import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.markup.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The one form of ds:Signature that SAML allows (Core 5.4): enveloped, one Reference, no Object; and no KeyInfo that names an
 * address. KeyInfo is looked at for evidence only.
 */
record SignatureProfile(
        String canonicalization,
        String signatureMethod,
        String uri,
        List<String> transforms,
        String digestMethod,
        @Nullable String certificate) {
    private static final Set<String> NONE = Set.of();
    private static final Set<String> ALGORITHM = Set.of("Algorithm");
    private static final int MOST_KEY_PARTS = 16;
    private static final int MOST_TRANSFORMS = 5;

    static SignatureProfile read(Element signature) throws Malformed {
        var parts = Parts.of(signature, Set.of("Id"));
        var info = Parts.of(parts.required(DS, "SignedInfo"), Set.of("Id"));
        Parts.text(parts.required(DS, "SignatureValue"), Set.of("Id"));
        String certificate = keyInfo(parts.optional(DS, "KeyInfo"));
        parts.end();

        String canonicalization = algorithm(info.required(DS, "CanonicalizationMethod"), true);
        String method = algorithm(info.required(DS, "SignatureMethod"), false);
        Element reference = info.required(DS, "Reference");
        info.end();

        var inside = Parts.of(reference, Set.of("Id", "URI", "Type"));
        List<String> transforms = new ArrayList<>();
        Element all = inside.optional(DS, "Transforms");
        if (all != null) {
            var each = Parts.of(all, NONE);
            for (Element transform : each.many(DS, "Transform")) {
                transforms.add(transform(transform));
            }
            each.end();
        }
        if (transforms.size() > MOST_TRANSFORMS) {
            throw new Malformed("too many transforms");
        }
        String digest = algorithm(inside.required(DS, "DigestMethod"), false);
        Parts.text(inside.required(DS, "DigestValue"), NONE);
        inside.end();
        String uri = Parts.attribute(reference, "URI");
        if (uri == null) {
            throw new Malformed("a Reference without URI");
        }
        return new SignatureProfile(canonicalization, method, uri, List.copyOf(transforms), digest, certificate);
    }

    // Parameters of an algorithm that is not allowed anyway are left unread: the allow-list names it better.
    private static String transform(Element element) throws Malformed {
        String named = Parts.attribute(element, "Algorithm");
        boolean known = Algorithms.ENVELOPED.equals(named)
                || Algorithms.EXCLUSIVE.equals(named)
                || Algorithms.OTHER_CANONICALIZATIONS.contains(String.valueOf(named));
        return named != null && !known ? named : algorithm(element, true);
    }

    private static String algorithm(Element element, boolean prefixes) throws Malformed {
        String named = Parts.attribute(element, "Algorithm");
        if (named == null) {
            throw new Malformed(element.getLocalName() + " without Algorithm");
        }
        boolean listed = Algorithms.SIGNATURES.containsKey(named) || Algorithms.DIGESTS.contains(named) || prefixes;
        if (listed) {
            var parts = Parts.of(element, ALGORITHM);
            Element inclusive = prefixes ? parts.optional(Algorithms.EXCLUSIVE, "InclusiveNamespaces") : null;
            if (inclusive != null) {
                Parts.of(inclusive, Set.of("PrefixList")).end();
            }
            parts.end();
        }
        return named;
    }

    private static @Nullable String keyInfo(@Nullable Element keyInfo) throws Malformed {
        if (keyInfo == null) {
            return null;
        }
        var parts = Parts.of(keyInfo, Set.of("Id"));
        int count = parts.many(DS, "KeyName").size();
        String certificate = null;
        while (true) {
            Element x509 = parts.optional(DS, "X509Data");
            Element other = x509 != null ? x509 : parts.optional(DS, "KeyValue");
            other = other != null ? other : parts.optional(DS, "KeyName");
            if (other == null) {
                break;
            }
            var children = other.getChildNodes();
            count += 1 + children.getLength() / 2;
            for (int i = 0; certificate == null && x509 != null && i < children.getLength(); i++) {
                if (children.item(i) instanceof Element e && Parts.is(e, DS, "X509Certificate")) {
                    certificate = e.getTextContent();
                }
            }
        }
        parts.end();
        if (count > MOST_KEY_PARTS) {
            throw new Malformed("more than " + MOST_KEY_PARTS + " parts in KeyInfo");
        }
        return certificate;
    }
}
