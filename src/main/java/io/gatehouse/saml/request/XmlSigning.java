package io.gatehouse.saml.request;

import io.gatehouse.keys.ServiceKeys.ServiceKey;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;
import org.opensaml.core.xml.io.Marshaller;
import org.opensaml.core.xml.io.MarshallingException;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.security.SecurityException;
import org.opensaml.security.x509.BasicX509Credential;
import org.opensaml.xmlsec.SignatureSigningParameters;
import org.opensaml.xmlsec.keyinfo.impl.X509KeyInfoGeneratorFactory;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.SignatureSupport;

/** A message of ours as text, plain or with an enveloped signature. */
final class XmlSigning {
    private XmlSigning() {}

    /** For the Redirect binding, whose signature is over the query. */
    static String plain(SignableSAMLObject message, Marshaller marshaller) {
        try {
            return SerializeSupport.nodeToString(marshaller.marshall(message));
        } catch (MarshallingException e) {
            throw new IllegalStateException("a message of ours could not be written", e);
        }
    }

    /** For the POST binding. */
    static String signed(SignableSAMLObject message, Marshaller marshaller, ServiceKey key) {
        try {
            SignatureSupport.signObject(message, signing(key));
            return SerializeSupport.nodeToString(marshaller.marshall(message));
        } catch (MarshallingException | SecurityException | SignatureException e) {
            throw new IllegalStateException("a message of ours could not be signed", e);
        }
    }

    private static SignatureSigningParameters signing(ServiceKey key) {
        var shown = new X509KeyInfoGeneratorFactory();
        shown.setEmitEntityCertificate(true);
        var parameters = new SignatureSigningParameters();
        parameters.setSigningCredential(new BasicX509Credential(key.certificate(), key.privateKey()));
        parameters.setSignatureAlgorithm(SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA256);
        parameters.setSignatureReferenceDigestMethod(SignatureConstants.ALGO_ID_DIGEST_SHA256);
        parameters.setSignatureCanonicalizationAlgorithm(SignatureConstants.ALGO_ID_C14N_EXCL_OMIT_COMMENTS);
        parameters.setKeyInfoGenerator(shown.newInstance());
        return parameters;
    }
}
