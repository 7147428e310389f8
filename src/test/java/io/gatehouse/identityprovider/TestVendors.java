package io.gatehouse.identityprovider;

import io.gatehouse.identityprovider.metadata.Vendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sample of each vendor's metadata: of the corpus, or made by us where none was to be had. */
public final class TestVendors {
    private TestVendors() {}

    /** The sample. */
    public static String sample(Vendor vendor) {
        return switch (vendor) {
            case ENTRA_ID -> TestDocuments.text("entra-two-signing-certs.xml");
            case AD_FS -> TestDocuments.text("adfs-signing-cert-rollover.xml");
            case OKTA -> TestDocuments.text("okta-trial-2024.xml");
            case GOOGLE_WORKSPACE -> TestDocuments.text("google-2028.xml");
            case ONELOGIN -> TestDocuments.text("onelogin-2013.xml");
            case PINGONE -> TestDocuments.text("pingone-attributes-in-idp-role.xml");
            case PINGFEDERATE -> made("pingfederate-made.xml");
            case AUTH0 -> TestDocuments.text("auth0-dev-tenant.xml");
            case JUMPCLOUD -> TestDocuments.text("jumpcloud-post-only-rsa4096.xml");
            case DUO -> made("duo-made.xml");
            case KEYCLOAK -> TestDocuments.text("keycloak-master-realm.xml");
            case SHIBBOLETH -> TestDocuments.text("testshib-no-use-attribute.xml");
            case SIMPLESAMLPHP -> TestDocuments.text("simplesamlphp-aggregate-one-idp.xml");
            case GENERIC -> TestDocuments.text("mocksaml-cert-until-3021.xml");
        };
    }

    private static String made(String file) {
        try {
            return Files.readString(Path.of("src/test/resources/samples", file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
