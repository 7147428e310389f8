package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestVendors;
import io.gatehouse.identityprovider.guide.VendorGuide;
import io.gatehouse.identityprovider.guide.VendorGuides;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.Stage;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * People of each vendor's customers sign in: by the vendor's own metadata, in which only the certificate is the test identity
 * provider's, and with the attributes that the vendor's page says to send.
 */
class VendorSignInJourneyTests {
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private static final Map<String, String> SAID =
            Map.of("given-name", "Anna", "family-name", "Berg", "groups", "orders");

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.at(CLOCK, VendorSignInJourneyTests::partners);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void letsAPersonInByTheVendorsMetadataAndAttributes(Vendor vendor) throws Exception {
        var provider = stage.gateway()
                .bean(IdentityProviders.class)
                .find(new RegistrationId(partner(vendor) + "-idp"))
                .orElseThrow();
        assertThat(provider.active()).isTrue();
        assertThat(Objects.requireNonNull(provider.version().metadata()).vendor())
                .isEqualTo(vendor);
        var email = "anna@" + partner(vendor) + ".example";

        var landed = IdpTrip.depart(new HttpBrowser(), stage.gateway(), idp(vendor), partner(vendor) + "-idp")
                .answer(order -> asTheirPageSays(order, vendor, email).at(CLOCK.instant()));

        assertThat(landed.uri().toString()).startsWith(stage.portal().origin().toString());
        assertThat(stage.portal().openedSessions())
                .filteredOn(session -> session.email().equals(email))
                .hasSize(1);
        var told = new ObjectMapper()
                .readTree(stage.portal().openingCalls().getLast().body());
        assertThat(told.get("given_name").asText()).isEqualTo("Anna");
        assertThat(told.get("family_name").asText()).isEqualTo("Berg");
        assertThat(told.get("groups").toString()).isEqualTo("[\"orders\"]");
    }

    private static ResponseOrder asTheirPageSays(ResponseOrder order, Vendor vendor, String email) {
        order.nameId("person-of-" + vendor.code())
                .attribute("email")
                .attribute("givenName")
                .attribute("sn")
                .attribute("groups");
        for (VendorGuide.Attribute attribute : new VendorGuides().of(vendor).attributes()) {
            order.attribute(attribute.name(), SAID.getOrDefault(attribute.want(), email));
        }
        return order;
    }

    private static void partners(Gateway.Preparation prepared) {
        for (Vendor vendor : Vendor.values()) {
            var partner = partner(vendor);
            prepared.file(partner + "/partner.yaml", """
                            partner: %1$s
                            domains: [%1$s.example]
                            authentication-types: [sso]
                            second-factor: { policy: optional }
                            identity-providers:
                              - id: %1$s-idp
                                metadata: idp.xml
                                provisioning: just-in-time
                            """.formatted(partner));
            prepared.file(
                    partner + "/idp.xml",
                    TestVendors.sample(vendor)
                            .replaceAll(
                                    "(?s)(<(\\w+:)?X509Certificate[^>]*>).*?(</)",
                                    "$1" + idp(vendor).certificateText().replace("$", "") + "$3"));
        }
    }

    private static TestIdentityProvider idp(Vendor vendor) {
        var document = TestVendors.sample(vendor).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        IdpMetadata metadata =
                Objects.requireNonNull(new MetadataReader(CLOCK).read(document).metadata());
        return TestIdentityProvider.named(metadata.entityId());
    }

    private static String partner(Vendor vendor) {
        return "of-" + vendor.code();
    }
}
