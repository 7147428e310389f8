package io.gatehouse.identityprovider.metadata;

import io.gatehouse.identityprovider.markup.Element;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whose software the asserting party runs, as recognised from its metadata; decides attribute defaults and advice. */
public enum Vendor {
    ENTRA_ID(
            "https://sts\\.windows\\.net/.*",
            "https://login\\.(microsoftonline\\.(com|us)|partner\\.microsoftonline\\.cn)/.*"),
    AD_FS(".*/adfs/services/trust", ".*/adfs/ls/?(\\?.*)?"),
    OKTA("http://www\\.okta\\.com/.*", "https://[^/]*\\.(okta|oktapreview|okta-emea|okta-gov)\\.com/.*"),
    GOOGLE_WORKSPACE("https://accounts\\.google\\.com/o/saml2.*", "https://accounts\\.google\\.com/.*"),
    ONELOGIN("https://app\\.onelogin\\.com/.*", "https://[^/]*\\.onelogin\\.com/.*"),
    PINGONE(
            "https://auth\\.pingone\\.[^/]+/.*",
            "https://(auth\\.pingone\\.[^/]+|[^/]*\\.pingone\\.[^/]+|sso\\.connect\\.pingidentity\\.com)/.*"),
    PINGFEDERATE("", ".*/idp/SSO\\.saml2"),
    AUTH0("urn:[^:]+\\.auth0\\.com", "https://[^/]*(\\.auth0\\.com/.*|/samlp/[A-Za-z0-9]{32})"),
    JUMPCLOUD("", "https://sso(\\.[^/]*)?\\.jumpcloud\\.com/.*"),
    DUO("", "https://[^/]*\\.duosecurity\\.com/.*"),
    KEYCLOAK("https?://.*/realms/[^/]+", ".*/realms/[^/]+/protocol/saml.*"),
    SIMPLESAMLPHP(
            ".*/saml2/idp/metadata\\.php",
            ".*(/saml2/idp/SSOService\\.php|/module\\.php/saml/idp/singleSignOnService).*"),
    SHIBBOLETH(".*/idp/shibboleth", ".*/profile/SAML2/(Redirect|POST|POST-SimpleSign)/SSO"),
    GENERIC("", "");

    private final Pattern entityId;
    private final Pattern location;

    Vendor(String entityId, String location) {
        this.entityId = Pattern.compile(entityId);
        this.location = Pattern.compile(location);
    }

    /** The name in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The vendor that all entities of a document are recognised as, whatever else is wrong with it; else nobody's. */
    static Vendor of(Element document) {
        var vendors = document.all()
                .filter(e -> e.name().getLocalPart().equals("EntityDescriptor"))
                .map(entity -> of(
                        entity.attribute("entityID").orElse(""),
                        entity.all()
                                .flatMap(e -> e.attribute("Location").stream())
                                .toList()))
                .distinct()
                .toList();
        return vendors.size() == 1 ? vendors.getFirst() : GENERIC;
    }

    /** Recognises a vendor by its habits of naming entities and endpoints; a hint for advice and defaults, never for trust. */
    static Vendor of(String entityId, Collection<String> locations) {
        return Arrays.stream(values())
                .filter(v -> v.entityId.matcher(entityId).matches()
                        || locations.stream()
                                .anyMatch(l -> v.location.matcher(l).matches()))
                .findFirst()
                .orElse(GENERIC);
    }
}
