package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.TestIdentityProvider;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where there are several ways, they bear names that people know, and the likely one is chosen already. */
class ChoiceJourneyTests {
    private static final TestIdentityProvider OKTA = TestIdentityProvider.named("http://www.okta.com/exk1");
    private static final TestIdentityProvider OTHER_OKTA = TestIdentityProvider.named("http://www.okta.com/exk2");
    private static final TestIdentityProvider ENTRA =
            TestIdentityProvider.named("https://sts.windows.net/11111111-2222-3333-4444-555555555555/");
    private static final TestIdentityProvider UNKNOWN = TestIdentityProvider.named("https://login.contoso.example");

    private static Gateway gateway;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() {
        var prepared = Gateway.prepared();
        partner(prepared, "northwind", "Northwind Traders", "sso, cloud", OKTA);
        partner(prepared, "fabrikam", "Fabrikam", "sso", OKTA, OTHER_OKTA, ENTRA);
        partner(prepared, "contoso", "Contoso", "sso, cloud", UNKNOWN);
        gateway = prepared.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void theOnlyProviderIsChosenAndAPasswordCanBe() {
        var page = choice("anna@northwind.example");
        assertThat(ways(page))
                .containsExactly(
                        "Northwind Traders · Okta idp.northwind.example", "Password The one you chose for this portal");
        assertThat(chosen(page)).containsExactly("northwind-0");
        assertThat(page.submit("/sign-in").heading()).isEqualTo("On to your company’s sign-in");
        assertThat(page.submit("/sign-in", "provider", "type:cloud").heading()).isEqualTo("Enter your password");
    }

    @Test
    void theIdIsSaidOnlyWhereTheNameIsSaidTwice() {
        var page = choice("anna@fabrikam.example");
        assertThat(ways(page))
                .containsExactly(
                        "Fabrikam · Okta (fabrikam-0) idp.fabrikam.example",
                        "Fabrikam · Okta (fabrikam-1) idp.fabrikam.example",
                        "Fabrikam · Microsoft Entra ID idp.fabrikam.example");
        assertThat(chosen(page)).isEmpty();
        assertThat(page.submit("/sign-in").heading()).isEqualTo("Choose where to sign in");
        assertThat(page.submit("/sign-in", "provider", "fabrikam-2").heading())
                .isEqualTo("On to your company’s sign-in");
    }

    @Test
    void softwareThatNobodyKnowsHasThePartnersName() {
        assertThat(ways(choice("anna@contoso.example")).getFirst()).isEqualTo("Contoso idp.contoso.example");
    }

    private Page choice(String email) {
        return browser.get(gateway.at("/sign-in")).submit("/sign-in", "email", email);
    }

    private static List<String> ways(Page page) {
        return page.document().select(".ways label").eachText();
    }

    private static List<String> chosen(Page page) {
        return page.document().select("input[type=radio][checked]").eachAttr("value");
    }

    private static void partner(
            Gateway.Preparation gateway, String id, String name, String types, TestIdentityProvider... idps) {
        var yaml = new StringBuilder("""
                partner: %1$s
                name: %2$s
                domains: [%1$s.example]
                authentication-types: [%3$s]
                identity-providers:
                """.formatted(id, name, types));
        for (int i = 0; i < idps.length; i++) {
            yaml.append("  - { id: %1$s-%2$d, metadata: idp-%2$d.xml }\n".formatted(id, i));
            gateway.file(id + "/idp-" + i + ".xml", idps[i].metadata("https://idp." + id + ".example/sso"));
        }
        gateway.file(id + "/partner.yaml", yaml.toString());
    }
}
