package io.gatehouse.identityprovider.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.AttributeNames;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.TestVendors;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.metadata.MetadataReading;
import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.WrittenDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VendorGuidesTests {
    private final VendorGuides guides = new VendorGuides();

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void becomesAPageOfTheDocuments(Vendor vendor) {
        WrittenDocument.of("docs/how-to/" + vendor.code() + ".md").holds(new VendorPage(guides.of(vendor)).text());
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void tellsOfEachPartOfTheWay(Vendor vendor) {
        var guide = guides.of(vendor);

        assertThat(guide.vendor()).isEqualTo(vendor);
        assertThat(guide.needs()).isNotEmpty();
        assertThat(guide.metadata()).isNotEmpty();
        assertThat(guide.troubles()).isNotEmpty();
        assertThat(guide.rollover()).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void givesTheValuesThatTheirSideCannotDoWithout(Vendor vendor) {
        var values =
                new ServiceValues("https://gate.example/e", "https://gate.example/acs", "https://gate.example/slo");
        var filled = guides.of(vendor).filled(values).steps().toString();

        assertThat(filled)
                .contains("https://gate.example/e")
                .doesNotContain("{entity-id}", "{acs-url}", "{slo-url}", "{metadata-url}");
        if (vendor != Vendor.SHIBBOLETH) { // which takes all of it from our metadata
            assertThat(filled).contains("https://gate.example/acs");
        }
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void namesTheAttributesThatAreTriedForThatVendorByThemselves(Vendor vendor) {
        var names = AttributeNames.of(vendor, ProviderSettings.DEFAULT);

        assertThat(guides.of(vendor).attributes())
                .extracting(VendorGuide.Attribute::want)
                .containsExactly("email", "given-name", "family-name", "groups");
        assertThat(guides.of(vendor).attributes())
                .allSatisfy(a -> assertThat(tried(names, a.want())).contains(a.name()));
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void linksTroublesToReasonsOfTheCatalogue(Vendor vendor) {
        var codes = Arrays.stream(Reason.values()).map(Reason::code).toList();

        assertThat(guides.of(vendor).troubles()).allSatisfy(t -> {
            assertThat(t.seen().isEmpty()).isEqualTo(t.reason() != null);
            assertThat(t.reason() == null || codes.contains(t.reason()))
                    .as(t.reason())
                    .isTrue();
        });
    }

    // And a person signs in by it: VendorSignInJourneyTests.
    @ParameterizedTest
    @EnumSource(Vendor.class)
    void isWhatASampleOfTheVendorsMetadataLeadsTo(Vendor vendor) {
        var reading = reader().read(TestVendors.sample(vendor).getBytes(StandardCharsets.UTF_8));

        assertThat(reading.verdict()).isIn(MetadataReading.Verdict.ACCEPT, MetadataReading.Verdict.ACCEPT_WITH_WARNING);
        assertThat(guides.of(reading.vendor()).vendor()).isEqualTo(vendor);
    }

    @Test
    void areThereForEveryVendorInOrder() {
        assertThat(guides.all()).extracting(VendorGuide::vendor).containsExactly(Vendor.values());
    }

    private static List<String> tried(AttributeNames names, String want) {
        return switch (want) {
            case "email" -> names.email();
            case "given-name" -> names.givenName();
            case "family-name" -> names.familyName();
            case "groups" -> names.groups();
            default -> List.of();
        };
    }

    private static MetadataReader reader() {
        return new MetadataReader(new TestClock(Instant.parse("2026-12-01T00:00:00Z")));
    }
}
