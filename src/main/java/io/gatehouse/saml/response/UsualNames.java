package io.gatehouse.saml.response;

import java.util.List;

/** What providers commonly call things, where settings do not say. */
final class UsualNames {
    private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    static final List<String> EMAIL = List.of(
            CLAIMS + "emailaddress",
            "urn:oid:0.9.2342.19200300.100.1.3",
            "email",
            "mail",
            "emailAddress",
            "User.email");
    static final List<String> GIVEN_NAME =
            List.of(CLAIMS + "givenname", "urn:oid:2.5.4.42", "givenName", "firstName", "first_name", "User.FirstName");
    static final List<String> FAMILY_NAME =
            List.of(CLAIMS + "surname", "urn:oid:2.5.4.4", "sn", "surname", "lastName", "last_name", "User.LastName");
    static final List<String> GROUPS = List.of(
            "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups",
            "http://schemas.xmlsoap.org/claims/Group",
            "urn:oid:1.3.6.1.4.1.5923.1.5.1.1",
            "groups",
            "memberOf");
    static final List<String> AUTHENTICATION_METHODS =
            List.of("http://schemas.microsoft.com/claims/authnmethodsreferences");

    private UsualNames() {}
}
