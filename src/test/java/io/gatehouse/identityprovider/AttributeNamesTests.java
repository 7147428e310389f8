package io.gatehouse.identityprovider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.identityprovider.version.TestSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttributeNamesTests {
    @Test
    void triesTheVendorsOwnNameFirst() {
        assertThat(AttributeNames.of(Vendor.ENTRA_ID, ProviderSettings.DEFAULT).email())
                .startsWith("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress")
                .contains("email", "urn:oid:0.9.2342.19200300.100.1.3");
        assertThat(AttributeNames.of(Vendor.ONELOGIN, ProviderSettings.DEFAULT).givenName())
                .startsWith("User.FirstName");
    }

    @Test
    void knowsWhereEntraSaysHowThePersonProvedThemselves() {
        assertThat(AttributeNames.of(Vendor.ENTRA_ID, ProviderSettings.DEFAULT).authenticationMethods())
                .startsWith("http://schemas.microsoft.com/claims/authnmethodsreferences");
    }

    @Test
    void takesOnlyTheNamesTheAdministratorGave() {
        var settings = TestSettings.withAttributes(Map.of("email", List.of("corporateMail")));

        var names = AttributeNames.of(Vendor.OKTA, settings);

        assertThat(names.email()).containsExactly("corporateMail");
        assertThat(names.familyName()).startsWith("lastName");
    }

    @ParameterizedTest
    @EnumSource
    void namesEverythingOnceForEveryVendor(Vendor vendor) {
        var names = AttributeNames.of(vendor, ProviderSettings.DEFAULT);

        assertThat(List.of(
                        names.email(),
                        names.givenName(),
                        names.familyName(),
                        names.groups(),
                        names.authenticationMethods()))
                .allSatisfy(list -> assertThat(list).isNotEmpty().doesNotHaveDuplicates());
    }
}
