package io.gatehouse.console.connect;

import static io.gatehouse.console.connect.ConsoleScene.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.role.Role;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestSignIns;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the attributes' page says of what the last test brought. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class AttributePreviewJourneyTests {
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
    void whatTheLastTestBroughtIsShownAndTakenWithOneButton() {
        var ada = scene.operator("ada@vendor.example", Role.ADMIN);
        var browser = ada.browser();
        scene.connecting().begun(ada, NORTHWIND).submit("/connect/providers", "vendor", "okta", "id", "seen-okta");
        scene.brings(ada, "seen-okta", "https://idp.seen.example");
        var id = new RegistrationId("seen-okta");
        var address = scene.gateway().at("/connect/providers/" + id + "/attributes");
        assertThat(browser.get(address).document().select("#preview")).isEmpty();
        finishes(id, """
                {"reason": "attribute-missing", "checks": [], "arrived": {
                  "signed": ["assertion"], "authn_contexts": [], "clock_offset": 1,
                  "attributes": [
                    {"name": "corporateMail", "values": ["anna@seen.example"]},
                    {"name": "backupMail", "values": ["anna@home.example"]},
                    {"name": "firstName", "values": ["Anna"]},
                    {"name": "jobRoles", "values": ["orders", "billing"]}],
                  "mapping": [
                    {"field": "email", "attribute": null, "suggested": ["corporateMail", "backupMail"]},
                    {"field": "given-name", "attribute": "firstName", "suggested": []},
                    {"field": "family-name", "attribute": null, "suggested": []},
                    {"field": "groups", "attribute": null, "suggested": ["jobRoles"]}]}}""");

        var page = browser.get(address);
        assertThat(page.document().select("#preview dd").eachText())
                .satisfiesExactly(
                        email -> assertThat(email).contains("corporateMail anna@seen.example"),
                        given -> assertThat(given).isEqualTo("firstName Anna"),
                        family -> assertThat(family).isEqualTo("nothing"),
                        groups -> assertThat(groups).contains("jobRoles orders, billing"));

        var fields = new HashMap<String, String>();
        page.document()
                .select("#preview form input[type=hidden], #preview form input[checked]")
                .forEach(input -> fields.put(input.attr("name"), input.attr("value")));
        assertThat(browser.post(address, fields).heading()).isEqualTo("Test sign-in");
        assertThat(scene.gateway()
                        .bean(ProviderLives.class)
                        .find(id)
                        .orElseThrow()
                        .latest()
                        .orElseThrow()
                        .version()
                        .settings()
                        .attributes())
                .isEqualTo(Map.of("email", List.of("corporateMail"), "groups", List.of("jobRoles")));
        var after = browser.get(address);
        assertThat(after.document().select("#preview dd").getFirst().text())
                .isEqualTo("corporateMail anna@seen.example");
        assertThat(after.document().select("#preview button")).isEmpty();
    }

    private static void finishes(RegistrationId id, String found) {
        var tests = scene.gateway().bean(TestSignIns.class);
        var begun = tests.begin(id, "0".repeat(64), "account:ada");
        scene.gateway()
                .jdbc()
                .sql("update test_sign_in set departed_at = started_at where id = :id")
                .param("id", begun.id())
                .update();
        assertThat(tests.finish(begun.id(), false, "ACDEFGHJKM", found)).isTrue();
    }
}
