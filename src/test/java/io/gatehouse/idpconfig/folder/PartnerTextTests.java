package io.gatehouse.idpconfig.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.identityprovider.MetadataSigner;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.identityprovider.ProviderSettings.Provisioning;
import io.gatehouse.identityprovider.ProviderSettings.SignAuthnRequests;
import io.gatehouse.identityprovider.ProviderSettings.Unsolicited;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.partner.AccountManager;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.testing.TestIdentityProvider;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartnerTextTests {
    private static final ProviderSettings EVERYTHING = new ProviderSettings(
            Unsolicited.ACCEPT,
            List.of("/reports"),
            SignAuthnRequests.ALWAYS,
            true,
            List.of("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"),
            "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
            "employeeNumber",
            Duration.ofSeconds(90),
            Duration.ofMinutes(3),
            Map.of("email", List.of("mail")),
            Provisioning.JUST_IN_TIME,
            List.of(new MetadataSigner(
                    TestIdentityProvider.named("https://signer.example").certificateText())),
            new Exceptions(LocalDate.parse("2027-03-31"), true, true, true, true, true, true));

    @Test
    void isReadBackAsWhatItWas() throws Exception {
        var partner = new Partner(
                new PartnerId("northwind"),
                "Northwind Traders",
                Set.of("northwind.example", "xn--mnchen-3ya.example"),
                EnumSet.of(AuthenticationType.SSO, AuthenticationType.CLOUD),
                true,
                new AccountManager("Partner Care", "care@vendor.example"),
                new SecondFactorPolicy(
                        SecondFactorPolicy.Rule.TRUST_IDP, List.of("urn:mfa", "with, comma"), Duration.ofHours(30)),
                null);
        var all = new RegistrationId("everything");
        var none = new RegistrationId("nothing");
        var text = PartnerText.of(partner, Map.of(all, EVERYTHING, none, ProviderSettings.DEFAULT));

        var read = PartnerBody.read(new ObjectMapper().writeValueAsBytes(text), partner.id());

        assertThat(read.errors()).isEmpty();
        var declared = read.declaration().orElseThrow();
        assertThat(declared.partner()).isEqualTo(partner);
        assertThat(declared.providers())
                .extracting(ProviderDeclaration::id, ProviderDeclaration::settings)
                .containsExactlyInAnyOrder(tuple(all, EVERYTHING), tuple(none, ProviderSettings.DEFAULT));
    }

    @Test
    void namesNoSettingThatIsUsual() {
        var partner = new Partner(
                new PartnerId("p"), "P", Set.of(), Set.of(), false, null, SecondFactorPolicy.REQUIRED, null);

        var text = PartnerText.of(partner, Map.of(new RegistrationId("r"), ProviderSettings.DEFAULT));

        assertThat(text)
                .containsEntry("identity-providers", List.of(Map.of("id", "r")))
                .doesNotContainKey("account-manager");
    }
}
