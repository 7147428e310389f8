package io.gatehouse.partner;

import java.util.Locale;

/** How a person proves the first factor: their company's IdP, their company's directory, or a password kept here. */
public enum AuthenticationType {
    SSO,
    DOMAIN,
    CLOUD;

    /** The name in files, API and events. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
