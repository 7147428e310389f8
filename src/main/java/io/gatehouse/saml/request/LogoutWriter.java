package io.gatehouse.saml.request;

import io.gatehouse.keys.ServiceKeys.ServiceKey;
import io.gatehouse.saml.Asserted.NameIdentifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.LogoutRequest;
import org.opensaml.saml.saml2.core.LogoutResponse;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.StatusCode;
import org.opensaml.saml.saml2.core.impl.IssuerBuilder;
import org.opensaml.saml.saml2.core.impl.LogoutRequestBuilder;
import org.opensaml.saml.saml2.core.impl.LogoutRequestMarshaller;
import org.opensaml.saml.saml2.core.impl.LogoutResponseBuilder;
import org.opensaml.saml.saml2.core.impl.LogoutResponseMarshaller;
import org.opensaml.saml.saml2.core.impl.NameIDBuilder;
import org.opensaml.saml.saml2.core.impl.SessionIndexBuilder;
import org.opensaml.saml.saml2.core.impl.StatusBuilder;
import org.opensaml.saml.saml2.core.impl.StatusCodeBuilder;
import org.springframework.security.saml2.core.OpenSamlInitializationService;
import org.springframework.stereotype.Component;

/** Writes logout messages (SAML Core 3.7): with a signature inside where a key is given, else for a signed query. */
@Component
public final class LogoutWriter {
    static {
        OpenSamlInitializationService.initialize();
    }

    private static final Duration LASTS = Duration.ofMinutes(5);

    /** What every message of ours says. */
    public record Heading(String id, Instant issuedAt, String destination, String issuer) {}

    /** A request to end this session; without an index all of the person's with us. */
    public String request(
            Heading heading, NameIdentifier name, @Nullable String sessionIndex, @Nullable ServiceKey inside) {
        LogoutRequest request = new LogoutRequestBuilder().buildObject();
        request.setVersion(SAMLVersion.VERSION_20);
        request.setID(heading.id());
        request.setIssueInstant(heading.issuedAt());
        request.setNotOnOrAfter(heading.issuedAt().plus(LASTS));
        request.setDestination(heading.destination());
        request.setIssuer(issuer(heading));
        request.setNameID(name(name));
        if (sessionIndex != null) {
            var index = new SessionIndexBuilder().buildObject();
            index.setValue(sessionIndex);
            request.getSessionIndexes().add(index);
        }
        var marshaller = new LogoutRequestMarshaller();
        return inside == null ? XmlSigning.plain(request, marshaller) : XmlSigning.signed(request, marshaller, inside);
    }

    /** An answer to a request, with its status codes from the outermost inwards. */
    public String response(
            Heading heading, String inResponseTo, List<String> statusCodes, @Nullable ServiceKey inside) {
        LogoutResponse response = new LogoutResponseBuilder().buildObject();
        response.setVersion(SAMLVersion.VERSION_20);
        response.setID(heading.id());
        response.setIssueInstant(heading.issuedAt());
        response.setInResponseTo(inResponseTo);
        response.setDestination(heading.destination());
        response.setIssuer(issuer(heading));
        var status = new StatusBuilder().buildObject();
        StatusCode code = null;
        for (String value : statusCodes.reversed()) {
            StatusCode outer = new StatusCodeBuilder().buildObject();
            outer.setValue(value);
            if (code != null) {
                outer.setStatusCode(code);
            }
            code = outer;
        }
        status.setStatusCode(code);
        response.setStatus(status);
        var marshaller = new LogoutResponseMarshaller();
        return inside == null
                ? XmlSigning.plain(response, marshaller)
                : XmlSigning.signed(response, marshaller, inside);
    }

    private static Issuer issuer(Heading heading) {
        var issuer = new IssuerBuilder().buildObject();
        issuer.setValue(heading.issuer());
        return issuer;
    }

    private static NameID name(NameIdentifier name) {
        var element = new NameIDBuilder().buildObject();
        element.setValue(name.value());
        element.setFormat(name.format());
        element.setNameQualifier(name.nameQualifier());
        element.setSPNameQualifier(name.spNameQualifier());
        return element;
    }
}
