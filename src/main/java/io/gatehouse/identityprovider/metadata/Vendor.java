package io.gatehouse.identityprovider.metadata;

/** Whose software the asserting party runs, as recognised from its metadata; decides attribute defaults and advice. */
public enum Vendor {
    ENTRA_ID,
    AD_FS,
    OKTA,
    GOOGLE_WORKSPACE,
    ONELOGIN,
    PINGONE,
    PINGFEDERATE,
    AUTH0,
    JUMPCLOUD,
    DUO,
    KEYCLOAK,
    SHIBBOLETH,
    SIMPLESAMLPHP,
    GENERIC
}
