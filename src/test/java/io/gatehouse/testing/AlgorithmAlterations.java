package io.gatehouse.testing;

import static io.gatehouse.reason.Reason.ALGORITHM_REFUSED;
import static io.gatehouse.reason.Reason.SIGNATURE_INVALID;
import static io.gatehouse.testing.SignatureAlterations.ds;
import static io.gatehouse.testing.SignatureAlterations.rewritten;
import static io.gatehouse.testing.SignatureAlterations.signed;
import static io.gatehouse.testing.SignatureAlterations.tampered;
import static io.gatehouse.testing.SigningRecipe.ENVELOPED;
import static io.gatehouse.testing.SigningRecipe.EXCLUSIVE;
import static io.gatehouse.testing.SigningRecipe.RSA_SHA256;
import static io.gatehouse.testing.SigningRecipe.SHA256;

import java.util.List;

/** The algorithms and the transforms of a signature. */
final class AlgorithmAlterations {
    private static final String SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1";
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    private static final String EMPTY_DIGEST = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    static final List<Alteration> ALL = List.of(
            signed(
                    "alg-1-signature",
                    "RSA with SHA-1",
                    ALGORITHM_REFUSED,
                    r -> r.withAlgorithms("http://www.w3.org/2000/09/xmldsig#rsa-sha1", SHA256)),
            signed("alg-1-digest", "a SHA-1 digest", ALGORITHM_REFUSED, r -> r.withAlgorithms(RSA_SHA256, SHA1)),
            rewritten(
                    "alg-2-signature", "RSA with MD5", ALGORITHM_REFUSED, t -> t.replace(RSA_SHA256, MORE + "rsa-md5")),
            rewritten("alg-2-digest", "an MD5 digest", ALGORITHM_REFUSED, t -> t.replace(SHA256, MORE + "md5")),
            rewritten(
                    "alg-3",
                    "HMAC in place of a signature",
                    ALGORITHM_REFUSED,
                    t -> t.replace(RSA_SHA256, MORE + "hmac-sha256")),
            tampered("alg-4", "HMAC cut down to one bit", ALGORITHM_REFUSED, d -> {
                ds(d, "SignatureMethod").setAttribute("Algorithm", MORE + "hmac-sha256");
                ds(d, "SignatureMethod")
                        .appendChild(d.createElementNS(Xml.DS, "ds:HMACOutputLength"))
                        .setTextContent("1");
            }),
            signed("alg-5", "RSA with SHA-224", ALGORITHM_REFUSED, r -> r.withAlgorithms(MORE + "rsa-sha224", SHA256)),
            rewritten(
                    "alg-5-dsa",
                    "DSA",
                    ALGORITHM_REFUSED,
                    t -> t.replace(RSA_SHA256, "http://www.w3.org/2000/09/xmldsig#dsa-sha1")),
            signed(
                    "alg-6",
                    "RSA-PSS with SHA-1",
                    ALGORITHM_REFUSED,
                    r -> r.withAlgorithms("http://www.w3.org/2007/05/xmldsig-more#sha1-rsa-MGF1", SHA256)),
            transform("trf-1", "an XSLT transform", "http://www.w3.org/TR/1999/REC-xslt-19991116"),
            transform("trf-2-xpath", "an XPath transform", "http://www.w3.org/TR/1999/REC-xpath-19991116"),
            transform("trf-2-filter", "an XPath filter", "http://www.w3.org/2002/06/xmldsig-filter2"),
            transform("trf-2-base64", "a base64 transform", "http://www.w3.org/2000/09/xmldsig#base64"),
            signed(
                    "trf-3",
                    "no enveloped-signature transform",
                    ALGORITHM_REFUSED,
                    r -> r.withCanonicalization(EXCLUSIVE, EXCLUSIVE)),
            signed(
                    "trf-3-three",
                    "three transforms",
                    ALGORITHM_REFUSED,
                    r -> r.withCanonicalization(EXCLUSIVE, ENVELOPED, EXCLUSIVE, EXCLUSIVE)),
            signed(
                    "trf-4",
                    "no canonicalization among the transforms",
                    ALGORITHM_REFUSED,
                    r -> r.withCanonicalization(EXCLUSIVE, ENVELOPED)),
            signed(
                    "trf-4-comments",
                    "exclusive canonicalization with comments",
                    ALGORITHM_REFUSED,
                    r -> r.withCanonicalization(EXCLUSIVE, ENVELOPED, EXCLUSIVE + "WithComments")),
            signed(
                    "trf-5",
                    "SignedInfo by inclusive canonicalization",
                    ALGORITHM_REFUSED,
                    r -> r.withCanonicalization(INCLUSIVE, ENVELOPED, EXCLUSIVE)),
            rewritten(
                    "trf-5-physical",
                    "physical canonicalization",
                    ALGORITHM_REFUSED,
                    t -> t.replace(
                            "CanonicalizationMethod Algorithm=\"" + EXCLUSIVE,
                            "CanonicalizationMethod Algorithm=\"http://santuario.apache.org/c14n/physical")),
            tampered(
                    "trf-7",
                    "a relative namespace in what is signed",
                    SIGNATURE_INVALID,
                    d -> Scene.saml(d, "Subject")
                            .setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:r", "relative")),
            rewritten(
                    "trf-8",
                    "the digest of nothing",
                    SIGNATURE_INVALID,
                    t -> t.replaceFirst("DigestValue>[^<]*<", "DigestValue>" + EMPTY_DIGEST + "<")));

    private AlgorithmAlterations() {}

    private static Alteration transform(String name, String what, String algorithm) {
        return rewritten(
                name,
                what,
                ALGORITHM_REFUSED,
                t -> t.replace("Transform Algorithm=\"" + EXCLUSIVE, "Transform Algorithm=\"" + algorithm));
    }
}
