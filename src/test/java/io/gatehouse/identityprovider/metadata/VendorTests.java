package io.gatehouse.identityprovider.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.testing.TestClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorTests {
    private final MetadataReader reader = new MetadataReader(new TestClock(Instant.parse("2026-12-01T00:00:00Z")));

    @ParameterizedTest
    @CsvSource({
        "entra-two-signing-certs.xml, ENTRA_ID",
        "adfs-2012r2-signed.xml, AD_FS",
        "okta-preview-2016.xml, OKTA",
        "google-2028.xml, GOOGLE_WORKSPACE",
        "google-expired-validuntil-2021.xml, GOOGLE_WORKSPACE",
        "onelogin-2013.xml, ONELOGIN",
        "pingone-attributes-in-idp-role.xml, PINGONE",
        "auth0-dev-tenant.xml, AUTH0",
        "jumpcloud-post-only-rsa4096.xml, JUMPCLOUD",
        "keycloak-master-realm.xml, KEYCLOAK",
        "samltest-id-aggregate-with-sp.xml, SHIBBOLETH",
        "simplesamlphp-aggregate-one-idp.xml, SIMPLESAMLPHP",
        "mocksaml-cert-until-3021.xml, GENERIC",
    })
    void isRecognisedByItsHabits(String file, Vendor vendor) {
        assertThat(reader.read(TestDocuments.bytes(file)).vendor()).isEqualTo(vendor);
    }

    @ParameterizedTest
    @CsvSource({
        "https://sso-1a2b.sso.duosecurity.com/saml2/sp/D1/sso, DUO",
        "https://sso.partner.example/idp/SSO.saml2, PINGFEDERATE",
        "https://id.partner.example/realms/staff/protocol/saml, KEYCLOAK",
        "https://login.microsoftonline.us/tenant/saml2, ENTRA_ID",
    })
    void isRecognisedByAnAddressAlone(String location, Vendor vendor) {
        assertThat(Vendor.of("urn:partner", List.of(location))).isEqualTo(vendor);
    }

    @Test
    void isNotTakenForOneByALookAlike() {
        assertThat(Vendor.of("urn:partner", List.of("https://okta.com.partner.example/sso")))
                .isEqualTo(Vendor.GENERIC);
    }
}
