package io.gatehouse.saml.descriptor;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.keys.BaseUrl;
import org.springframework.stereotype.Component;

/** Where a connection's identity provider finds us: Spring Security's own paths under the base URL, never the request's host. */
@Component
public final class ServiceAddresses {
    /** Where our metadata is. */
    public static final String METADATA = "/saml2/metadata/{registrationId}";

    /** Where browsers depart. */
    public static final String DEPARTURE = "/saml2/authenticate/{registrationId}";

    /** Where responses are posted. */
    public static final String ARRIVAL = "/login/saml2/sso/{registrationId}";

    /** Where logout messages come, by Redirect and by POST. */
    public static final String LOGOUT = "/logout/saml2/slo/{registrationId}";

    private final BaseUrl baseUrl;

    /** Addresses under this base. */
    public ServiceAddresses(BaseUrl baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Our entity ID, which is our metadata's address. */
    public String entityId(RegistrationId id) {
        return at(METADATA, id);
    }

    /** Our assertion consumer service. */
    public String assertionConsumerService(RegistrationId id) {
        return at(ARRIVAL, id);
    }

    /** Our single logout service. */
    public String singleLogoutService(RegistrationId id) {
        return at(LOGOUT, id);
    }

    private String at(String path, RegistrationId id) {
        return baseUrl.at(path.replace("{registrationId}", id.value()));
    }
}
