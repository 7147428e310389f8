package io.gatehouse.saml.signature;

import java.io.IOException;
import java.security.PublicKey;
import org.apache.xml.security.Init;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.w3c.dom.Element;

/** Digest and signature value of one signature, by Santuario in its secure mode; octets are canonicalized once for all keys. */
final class Mathematics {
    static {
        Init.init();
    }

    private final XMLSignature signature;
    private final byte[] signatureValue;

    Mathematics(Element signed, Element signature) throws XMLSecurityException {
        signed.setIdAttributeNS(null, "ID", true);
        this.signature = new XMLSignature(signature, "", true);
        this.signatureValue = this.signature.getSignatureValue();
    }

    boolean digestHolds() throws XMLSecurityException {
        return signature.getSignedInfo().verifyReferences();
    }

    boolean verifies(PublicKey key) throws XMLSecurityException {
        var algorithm = signature.getSignedInfo().getSignatureAlgorithm();
        algorithm.initVerify(key);
        algorithm.update(octets());
        try {
            return algorithm.verify(signatureValue);
        } catch (XMLSecurityException e) {
            return false; // a value that is none for this key, such as one of another length
        }
    }

    private byte[] octets() throws XMLSecurityException {
        try {
            return signature.getSignedInfo().getCanonicalizedOctetStream();
        } catch (IOException e) {
            throw new XMLSecurityException(e);
        }
    }
}
