package io.gatehouse.saml.request;

import io.gatehouse.keys.ServiceKeys.ServiceKey;
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
        return XmlSigning.plain(built(order), marshaller);
    }

    /** The request as XML with an enveloped signature: for the POST binding. */
    public String writeSigned(AuthnRequestOrder order, ServiceKey key) {
        return XmlSigning.signed(built(order), marshaller, key);
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
}
