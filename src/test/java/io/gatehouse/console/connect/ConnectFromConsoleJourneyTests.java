package io.gatehouse.console.connect;

import static io.gatehouse.console.connect.ConsoleScene.FABRIKAM;
import static io.gatehouse.console.connect.ConsoleScene.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.role.Role;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.TestIdentityProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody of the console on the way that set-up links lead to: as whom, and what they see of it. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class ConnectFromConsoleJourneyTests {
    private static ConsoleScene scene;

    @BeforeAll
    static void start() {
        scene = ConsoleScene.start();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void anAdministratorConnectsOneUnderTheirOwnNameWithAnIdOfTheirChoice() {
        var ada = scene.operator("ada@vendor.example", Role.ADMIN);
        var vendors = scene.connecting().begun(ada, NORTHWIND);
        assertThat(vendors.heading()).isEqualTo("Connect an identity provider");
        assertThat(vendors.document().text())
                .contains("Connecting for Northwind Traders")
                .contains("Whose sign-in does Northwind Traders use?");
        var guide = vendors.submit("/connect/providers", "vendor", "okta", "id", "northwind-main");
        assertThat(guide.uri().getPath()).isEqualTo("/connect/providers/northwind-main/guide");
        assertThat(scene.brings(ada, "northwind-main", "https://idp.northwind.example")
                        .heading())
                .isEqualTo("What was read");
        var activate = ada.sees("/connect/providers/northwind-main/activate");
        assertThat(activate.submit("northwind-main/activate", "untested", "yes").text(".state"))
                .isEqualTo("active");
        var own = "account:" + ada.account().id();
        assertThat(events(NORTHWIND))
                .filteredOn(e -> "northwind-main".equals(e.subject().identityProvider()))
                .hasSize(3)
                .allSatisfy(e -> assertThat(e.actor()).isEqualTo(own));
        assertThat(events(NORTHWIND))
                .filteredOn(e ->
                        "connect-session-opened".equals(e.details().values().get("step")))
                .extracting(e -> e.actor())
                .containsOnlyOnce(own);

        var left = activate.submit("/connect/leave");
        assertThat(left.uri().getPath()).isEqualTo("/console/partners/northwind");
        assertThat(left.document().text()).contains("northwind-main");
        assertThat(ada.sees("/connect").reason()).isEqualTo("connect-link-expired");
    }

    @Test
    void anIdThatIsInUseOrMisspeltIsSaidToBe() {
        var bea = scene.operator("bea@vendor.example", Role.ADMIN);
        var vendors = scene.connecting().begun(bea, NORTHWIND);
        for (var id : List.of("filed-idp", "No Id", "x".repeat(65))) {
            var page = vendors.submit("/connect/providers", "vendor", "okta", "id", id);
            assertThat(page.status()).as(id).isEqualTo(422);
            assertThat(page.text("#trouble")).contains("Nothing was begun");
            assertThat(page.document().selectFirst("#id").attr("value")).isEqualTo(id);
        }
    }

    @Test
    void aPartnersOwnAdministratorWorksOnTheirPartnerAndChoosesNoId() {
        var petra = scene.partnerAdmin("petra@fabrikam.example");
        var vendors = scene.connecting().begun(petra, FABRIKAM);
        assertThat(vendors.document().select("#id")).isEmpty();
        // Whether an id is in use would tell them of others.
        var guide = vendors.submit("/connect/providers", "vendor", "duo", "id", "filed-idp");
        assertThat(guide.uri().getPath())
                .isEqualTo("/connect/providers/" + scene.connecting().id("fabrikam-duo") + "/guide");
    }

    @Test
    void aProvidersPageLeadsToItsOwnPagesHere() {
        var ida = scene.operator("ida@vendor.example", Role.ADMIN);
        var provider = ida.sees("/console/partners/filed/identity-providers/filed-idp");
        for (var page : List.of("guide", "test", "activate")) {
            assertThat(provider.submit("/connect", "page", page).uri().getPath())
                    .isEqualTo("/connect/providers/filed-idp/" + page);
        }
        assertThat(provider.submit("/connect", "page", "leave").status()).isEqualTo(400);
        var elsewhere = scene.gateway().at("/console/partners/northwind/identity-providers/filed-idp/connect");
        var token = provider.form("/connect").get("_csrf");
        assertThat(ida.browser()
                        .post(elsewhere, Map.of("page", "test", "_csrf", token))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aPartnerFromAFileIsTestedHereAndChangedInItsFile() {
        var jane = scene.operator("jane@vendor.example", Role.ADMIN);
        assertThat(jane.sees("/console/partners/filed").document().select("form[action$=/connect]"))
                .isEmpty();
        var provider = jane.sees("/console/partners/filed/identity-providers/filed-idp");
        assertThat(provider.document().select("button[value=metadata]")).isEmpty();
        var guide = provider.submit("/connect", "page", "guide");
        assertThat(guide.text(".problem")).contains("filed/partner.yaml").contains("change it there");
        assertThat(scene.brings(jane, "filed-idp", "https://idp.other.example").text("#trouble"))
                .contains("kept in files");
    }

    @Test
    void whoSeesAllIsToldOfOtherPartnersAndNobodyElse() {
        var kim = scene.operator("kim@vendor.example", Role.ADMIN);
        scene.connecting()
                .begun(kim, NORTHWIND)
                .submit("/connect/providers", "vendor", "okta", "id", "northwind-shared");
        scene.brings(kim, "northwind-shared", "https://idp.shared.example");
        var paula = scene.partnerAdmin("paula@fabrikam.example");
        scene.connecting().begun(paula, FABRIKAM).submit("/connect/providers", "vendor", "jumpcloud");
        var own = scene.connecting().id("fabrikam-jumpcloud");
        assertThat(scene.brings(paula, own, "https://idp.shared.example")
                        .document()
                        .text())
                .doesNotContain("another partner");
        var page = "/console/partners/fabrikam/identity-providers/" + own;
        assertThat(paula.sees(page).document().text()).doesNotContain("another partner");
        assertThat(kim.sees(page).text("ul.attention"))
                .contains("entity-id-of-another-partner")
                .contains("northwind-shared");
        kim.sees(page).submit("/connect", "page", "metadata");
        assertThat(kim.sees("/connect/providers/" + own + "/report").text("ul.findings"))
                .contains("entity-id-of-another-partner");
    }

    @Test
    void metadataPastedWithAMarkAndAnotherEncodingInItsFirstLineIsRead() {
        var lea = scene.operator("lea@vendor.example", Role.ADMIN);
        scene.connecting()
                .begun(lea, NORTHWIND)
                .submit("/connect/providers", "vendor", "okta", "id", "northwind-pasted");
        var metadata =
                TestIdentityProvider.named("https://idp.pasted.example").metadata("https://idp.pasted.example/sso");
        var text = "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + metadata.replaceFirst("<\\?xml[^>]*>", "");
        var address = scene.gateway().at("/connect/providers/northwind-pasted/metadata");
        var fields = Map.of(
                "from",
                "paste",
                "text",
                text,
                "_csrf",
                lea.browser().get(address).form("/metadata").get("_csrf"));
        assertThat(TestConnecting.post(lea.browser(), address, fields, "").heading())
                .isEqualTo("What was read");
        assertThat(scene.gateway()
                        .bean(ProviderLives.class)
                        .find(new RegistrationId("northwind-pasted"))
                        .flatMap(life -> Optional.ofNullable(
                                life.latest().orElseThrow().version().metadata()))
                        .map(read -> read.entityId()))
                .contains("https://idp.pasted.example");
    }

    private static List<LoginEvent> events(PartnerId partner) {
        var filter = new EventFilter(partner.value(), null, null, null, null, null, null, null, null, null);
        return scene.gateway().bean(LoginEvents.class).search(filter, 100).items();
    }
}
