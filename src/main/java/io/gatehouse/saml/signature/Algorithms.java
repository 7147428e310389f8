package io.gatehouse.saml.signature;

import java.util.Map;
import java.util.Set;

/** The allow-lists. What is on neither list is never computed. */
final class Algorithms {
    static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";

    /** Signature methods, each with the kind of key it takes. PSS only where the mask's hash is the digest's. */
    static final Map<String, String> SIGNATURES = Map.of(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "RSA",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "RSA",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "RSA",
            "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", "RSA",
            "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1", "RSA",
            "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1", "RSA",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "EC",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", "EC",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", "EC");

    /** Needs a dated exception. */
    static final Map<String, String> SHA1_SIGNATURES = Map.of(
            "http://www.w3.org/2000/09/xmldsig#rsa-sha1", "RSA",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1", "EC");

    static final Set<String> DIGESTS = Set.of(
            "http://www.w3.org/2001/04/xmlenc#sha256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384",
            "http://www.w3.org/2001/04/xmlenc#sha512");

    /** Needs a dated exception. */
    static final String SHA1_DIGEST = "http://www.w3.org/2000/09/xmldsig#sha1";

    /** Canonicalizations that need an exception; comments are refused before, so that WithComments means the same. */
    static final Set<String> OTHER_CANONICALIZATIONS = Set.of(
            "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
            "http://www.w3.org/2006/12/xml-c14n11",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments");

    private Algorithms() {}
}
