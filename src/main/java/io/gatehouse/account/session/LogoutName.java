package io.gatehouse.account.session;

import io.gatehouse.keys.Sha256;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose sessions an identity provider's logout names: the NameID in full, at that provider and partner, so that the same text
 * of another format or another partner is another person. Sessions of the portal and of the console are found by it alike: their
 * tables have the columns that it asks for.
 *
 * @param identityProvider the registration id
 * @param issuer the provider's entity ID: what a name without NameQualifier is qualified by (SAML Core 8.3.7)
 * @param audience our entity ID: what a name without SPNameQualifier is qualified by
 * @param sessionIndexes which sessions; none means all of this name (SAML Core 3.7.1)
 * @param versions only sessions that came by one of these versions of the connection; all if null
 */
public record LogoutName(
        String identityProvider,
        String partner,
        String issuer,
        String audience,
        String nameId,
        @Nullable String format,
        @Nullable String nameQualifier,
        @Nullable String spNameQualifier,
        List<String> sessionIndexes,
        @Nullable List<String> versions) {
    private static final String UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

    /** What rows are found by: a NameID may be longer than an index entry. */
    public static String key(String provider, String nameId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(provider + "\n" + nameId));
    }

    /** The condition of the rows that it names. What either side leaves out counts as what it stands for. */
    public String condition() {
        return """
                logout_key = :key and identity_provider = :provider and partner = :partner
                    and name_id = :nameId and coalesce(name_id_format, :unspecified) = :format
                    and coalesce(name_qualifier, :issuer) = :nameQualifier
                    and coalesce(sp_name_qualifier, :audience) = :spNameQualifier""" + (sessionIndexes.isEmpty() ? "" : " and session_index in (:indexes)")
                + (versions == null ? "" : versions.isEmpty() ? " and 1 = 0" : " and provider_version in (:versions)");
    }

    /** The parameters of that condition. */
    public Map<String, Object> parameters() {
        var all = new HashMap<String, Object>();
        all.put("key", key(identityProvider, nameId));
        all.put("provider", identityProvider);
        all.put("partner", partner);
        all.put("nameId", nameId);
        all.put("unspecified", UNSPECIFIED);
        all.put("format", Objects.requireNonNullElse(format, UNSPECIFIED));
        all.put("issuer", issuer);
        all.put("nameQualifier", Objects.requireNonNullElse(nameQualifier, issuer));
        all.put("audience", audience);
        all.put("spNameQualifier", Objects.requireNonNullElse(spNameQualifier, audience));
        if (!sessionIndexes.isEmpty()) {
            all.put("indexes", sessionIndexes);
        }
        if (versions != null && !versions.isEmpty()) {
            all.put("versions", versions);
        }
        return all;
    }
}
