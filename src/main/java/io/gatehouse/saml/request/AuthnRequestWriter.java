package io.gatehouse.saml.request;

import io.gatehouse.keys.ServiceKeys.ServiceKey;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;
import org.opensaml.core.xml.io.MarshallingException;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.core.AuthnContextComparisonTypeEnumeration;
import org.opensaml.saml.saml2.core.AuthnRequest;
import org.opensaml.saml.saml2.core.NameIDPolicy;
import org.opensaml.saml.saml2.core.RequestedAuthnContext;
import org.opensaml.saml.saml2.core.impl.AuthnContextClassRefBuilder;
import org.opensaml.saml.saml2.core.impl.AuthnRequestBuilder;
import org.opensaml.saml.saml2.core.impl.AuthnRequestMarshaller;
import org.opensaml.saml.saml2.core.impl.IssuerBuilder;
import org.opensaml.saml.saml2.core.impl.NameIDPolicyBuilder;
import org.opensaml.saml.saml2.core.impl.RequestedAuthnContextBuilder;
import org.opensaml.security.SecurityException;
import org.opensaml.security.x509.BasicX509Credential;
import org.opensaml.xmlsec.SignatureSigningParameters;
import org.opensaml.xmlsec.keyinfo.impl.X509KeyInfoGeneratorFactory;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.SignatureSupport;
import org.springframework.security.saml2.core.OpenSamlInitializationService;
import org.springframework.stereotype.Component;

/** Writes AuthnRequests (SAML Core 3.4.1), once each: built, marshalled, serialised. */
@Component
public final class AuthnRequestWriter {
    static {
        OpenSamlInitializationService.initialize();
    }

    private final AuthnRequestMarshaller marshaller = new AuthnRequestMarshaller();

    /** The request as XML, unsigned: for the Redirect binding, whose signature is over the query. */
    public String write(AuthnRequestOrder order) {
        try {
            return SerializeSupport.nodeToString(marshaller.marshall(built(order)));
        } catch (MarshallingException e) {
            throw new IllegalStateException("an AuthnRequest could not be written", e);
        }
    }

    /** The request as XML with an enveloped signature: for the POST binding. */
    public String writeSigned(AuthnRequestOrder order, ServiceKey key) {
        AuthnRequest request = built(order);
        try {
            SignatureSupport.signObject(request, signing(key));
            return SerializeSupport.nodeToString(marshaller.marshall(request));
        } catch (MarshallingException | SecurityException | SignatureException e) {
            throw new IllegalStateException("an AuthnRequest could not be signed", e);
        }
    }

    private static AuthnRequest built(AuthnRequestOrder order) {
        var request = new AuthnRequestBuilder().buildObject();
        request.setVersion(SAMLVersion.VERSION_20);
        request.setID(order.id());
        request.setIssueInstant(order.issuedAt());
        request.setDestination(order.destination());
        request.setProtocolBinding(SAMLConstants.SAML2_POST_BINDING_URI);
        request.setAssertionConsumerServiceURL(order.assertionConsumerService());
        var issuer = new IssuerBuilder().buildObject();
        issuer.setValue(order.issuer());
        request.setIssuer(issuer);
        if (order.nameIdFormat() != null) {
            request.setNameIDPolicy(policy(order.nameIdFormat()));
        }
        if (!order.requestedContexts().isEmpty()) {
            request.setRequestedAuthnContext(contexts(order));
        }
        return request;
    }

    private static NameIDPolicy policy(String format) {
        var policy = new NameIDPolicyBuilder().buildObject();
        policy.setFormat(format);
        // Without AllowCreate a provider may not make the identifier that is asked for (SAML Core 3.4.1.1).
        policy.setAllowCreate(true);
        return policy;
    }

    private static RequestedAuthnContext contexts(AuthnRequestOrder order) {
        var contexts = new RequestedAuthnContextBuilder().buildObject();
        contexts.setComparison(AuthnContextComparisonTypeEnumeration.EXACT);
        for (String uri : order.requestedContexts()) {
            var context = new AuthnContextClassRefBuilder().buildObject();
            context.setURI(uri);
            contexts.getAuthnContextClassRefs().add(context);
        }
        return contexts;
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
