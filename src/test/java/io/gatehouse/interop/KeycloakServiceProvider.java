package io.gatehouse.interop;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service provider as Keycloak is told of it: a "client" of protocol "saml". */
public record KeycloakServiceProvider(String entityId, String assertionConsumerService, Map<String, String> settings) {
    /** Signed responses, the e-mail address as NameID; everything else is said by what follows. */
    public static KeycloakServiceProvider of(String entityId, String assertionConsumerService) {
        return new KeycloakServiceProvider(
                entityId,
                assertionConsumerService,
                Map.of(
                        "saml.server.signature", "true",
                        "saml.assertion.signature", "false",
                        "saml.client.signature", "false",
                        "saml.force.post.binding", "true",
                        "saml.authnstatement", "true",
                        "saml.signature.algorithm", "RSA_SHA256",
                        "saml_name_id_format", "email",
                        "saml_assertion_consumer_url_post", assertionConsumerService));
    }

    /** Assertions are signed, responses are not. */
    public KeycloakServiceProvider withSignedAssertionsOnly() {
        return with("saml.assertion.signature", "true").with("saml.server.signature", "false");
    }

    /** Responses and assertions are signed. */
    public KeycloakServiceProvider withBothSigned() {
        return with("saml.assertion.signature", "true").with("saml.server.signature", "true");
    }

    /** Assertions are encrypted for this certificate's key (Keycloak's own choice of algorithms). */
    public KeycloakServiceProvider encryptedFor(X509Certificate certificate) throws CertificateEncodingException {
        return with("saml.encrypt", "true")
                .with("saml.encryption.certificate", Base64.getEncoder().encodeToString(certificate.getEncoded()));
    }

    /** The NameID is a persistent pseudonym. */
    public KeycloakServiceProvider withPersistentNameId() {
        return with("saml_name_id_format", "persistent");
    }

    /** One more of Keycloak's client attributes. */
    public KeycloakServiceProvider with(String name, String value) {
        var more = new HashMap<>(settings);
        more.put(name, value);
        return new KeycloakServiceProvider(entityId, assertionConsumerService, Map.copyOf(more));
    }

    Map<String, Object> asClient() {
        return Map.of(
                "clientId",
                entityId,
                "protocol",
                "saml",
                "enabled",
                true,
                "frontchannelLogout",
                true,
                "redirectUris",
                List.of(assertionConsumerService),
                "attributes",
                settings,
                "protocolMappers",
                mappers());
    }

    /** What it is told of people: their e-mail address, names and groups. */
    static List<Map<String, Object>> mappers() {
        return List.of(property("email"), property("firstName"), property("lastName"), groups());
    }

    private static Map<String, Object> property(String property) {
        return mapper(
                property,
                "saml-user-property-mapper",
                Map.of("user.attribute", property, "attribute.name", property, "attribute.nameformat", "Basic"));
    }

    private static Map<String, Object> groups() {
        return mapper(
                "groups",
                "saml-group-membership-mapper",
                Map.of(
                        "attribute.name",
                        "groups",
                        "attribute.nameformat",
                        "Basic",
                        "single",
                        "true",
                        "full.path",
                        "false"));
    }

    private static Map<String, Object> mapper(String name, String kind, Map<String, String> config) {
        return Map.of("name", name, "protocol", "saml", "protocolMapper", kind, "config", config);
    }
}
