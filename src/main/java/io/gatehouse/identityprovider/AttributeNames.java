package io.gatehouse.identityprovider;

import io.gatehouse.identityprovider.metadata.Vendor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The attribute names to try, in order, for each thing that is wanted of an assertion. What the administrator named counts
 * alone; else the vendor's own names come before those that are common everywhere.
 *
 * @param authenticationMethods attributes whose values say how the person proved themselves there (the vendor's {@code amr})
 */
public record AttributeNames(
        List<String> email,
        List<String> givenName,
        List<String> familyName,
        List<String> groups,
        List<String> authenticationMethods) {
    private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
    private static final String GROUP = "http://schemas.xmlsoap.org/claims/Group"; // the type AD FS calls "Group"
    private static final String MICROSOFT = "http://schemas.microsoft.com/ws/2008/06/identity/claims/";
    private static final String MICROSOFT_METHODS = "http://schemas.microsoft.com/claims/authnmethodsreferences";

    // RFC 4524 mail, RFC 4519 givenName and sn, eduMember isMemberOf, in the URN form of the SAML X.500 profile.
    private static final String MAIL = "urn:oid:0.9.2342.19200300.100.1.3";
    private static final String GIVEN_NAME = "urn:oid:2.5.4.42";
    private static final String SURNAME = "urn:oid:2.5.4.4";
    private static final String IS_MEMBER_OF = "urn:oid:1.3.6.1.4.1.5923.1.5.1.1";

    // PKCS#9 emailAddress: what Keycloak's "X500 email" mapper sends.
    private static final String PKCS9_EMAIL = "urn:oid:1.2.840.113549.1.9.1";

    private static final AttributeNames COMMON = new AttributeNames(
            List.of(
                    "email",
                    "mail",
                    CLAIMS + "emailaddress",
                    MAIL,
                    PKCS9_EMAIL,
                    "Email",
                    "emailAddress",
                    "EmailAddress"),
            List.of(
                    "givenName",
                    "firstName",
                    CLAIMS + "givenname",
                    GIVEN_NAME,
                    "given_name",
                    "FirstName",
                    "first_name"),
            List.of("sn", "lastName", CLAIMS + "surname", SURNAME, "family_name", "LastName", "last_name", "surname"),
            List.of("groups", "memberOf", GROUP, MICROSOFT + "groups", IS_MEMBER_OF, "Group", "group"),
            List.of("amr", MICROSOFT_METHODS));

    /** The names for a connection: its own settings first, the vendor's habits for what they leave open. */
    public static AttributeNames of(Vendor vendor, ProviderSettings settings) {
        var habit = habitOf(vendor);
        Map<String, List<String>> named = settings.attributes();
        return new AttributeNames(
                named.getOrDefault("email", join(habit.email, COMMON.email)),
                named.getOrDefault("given-name", join(habit.givenName, COMMON.givenName)),
                named.getOrDefault("family-name", join(habit.familyName, COMMON.familyName)),
                named.getOrDefault("groups", join(habit.groups, COMMON.groups)),
                join(habit.authenticationMethods, COMMON.authenticationMethods));
    }

    private static AttributeNames habitOf(Vendor vendor) {
        return switch (vendor) {
            case ENTRA_ID ->
                habit(CLAIMS + "emailaddress", CLAIMS + "givenname", CLAIMS + "surname", MICROSOFT + "groups")
                        .methods(MICROSOFT_METHODS);
            case AD_FS ->
                habit(CLAIMS + "emailaddress", CLAIMS + "givenname", CLAIMS + "surname", GROUP)
                        .methods(MICROSOFT_METHODS, MICROSOFT + "authenticationmethod");
            case OKTA -> habit("email", "firstName", "lastName", "groups").methods("amr", "session.amr");
            case GOOGLE_WORKSPACE -> habit("email", "firstName", "lastName", "groups");
            case ONELOGIN ->
                habit("User.email", "User.FirstName", "User.LastName", "memberOf")
                        .methods("amr");
            case PINGONE, PINGFEDERATE -> habit("email", "given_name", "family_name", "groups");
            case AUTH0 -> habit(CLAIMS + "emailaddress", CLAIMS + "givenname", CLAIMS + "surname", GROUP);
            case JUMPCLOUD -> habit("email", "firstname", "lastname", "memberOf");
            case DUO -> habit("Email", "FirstName", "LastName", "Groups");
            case KEYCLOAK -> habit("email", "firstName", "lastName", "member").methods("amr");
            case SHIBBOLETH, SIMPLESAMLPHP -> habit(MAIL, GIVEN_NAME, SURNAME, IS_MEMBER_OF);
            case GENERIC -> COMMON;
        };
    }

    private static AttributeNames habit(String email, String givenName, String familyName, String groups) {
        return new AttributeNames(List.of(email), List.of(givenName), List.of(familyName), List.of(groups), List.of());
    }

    private AttributeNames methods(String... names) {
        return new AttributeNames(email, givenName, familyName, groups, List.of(names));
    }

    private static List<String> join(List<String> first, List<String> then) {
        var all = new LinkedHashSet<>(first);
        all.addAll(then);
        return List.copyOf(all);
    }
}
