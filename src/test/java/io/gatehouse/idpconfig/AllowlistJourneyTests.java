package io.gatehouse.idpconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.CommandRun;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** Every way in for an IP allowlist is shut, by the shipped classes in processes of their own. */
class AllowlistJourneyTests {
    @TempDir
    Path folder;

    @Test
    void anEnvironmentVariableStopsTheStart() throws Exception {
        var run = CommandRun.of(folder, Map.of("GATEHOUSE_ALLOWED_IPS", "10.0.0.0/8"), "serve", port());
        refused(run, "environment variable GATEHOUSE_ALLOWED_IPS");
    }

    @Test
    void aPropertyOnTheCommandLineStopsTheStart() throws Exception {
        var run = CommandRun.of(folder, Map.of(), "serve", port(), "--gatehouse.portal.ip-allowlist=10.0.0.0/8");
        refused(run, "gatehouse.portal.ip-allowlist");
    }

    @Test
    void aFileBesideItStopsTheStart() throws Exception {
        Files.writeString(folder.resolve("application.yaml"), "gatehouse:\n  network:\n    deny-list: [10.0.0.0/8]\n");
        var run = CommandRun.of(folder, Map.of(), "serve", port());
        refused(run, "application.yaml:3:");
    }

    @Test
    void aSlipInASettingStopsTheStartAndNamesTheNearest() throws IOException {
        Files.writeString(
                folder.resolve("application.yaml"), "gatehouse:\n  portal:\n    orgin: https://portal.example\n");
        var run = CommandRun.of(folder, Map.of(), "serve", port());
        assertThat(run.exit()).as(run.out()).isNotZero();
        assertThat(run.out())
                .contains("application.yaml:3:12 gatehouse.portal.orgin: no such setting; the nearest is"
                        + " gatehouse.portal.origin")
                .doesNotContain("\tat ");
    }

    @Test
    void aPartnerFileIsRefusedAloneAndTheOthersServe() {
        var northwind = TestIdentityProvider.named("https://idp.northwind.example");
        var fabrikam = TestIdentityProvider.named("https://idp.fabrikam.example");
        try (var portal = TestPortal.start()) {
            var prepared = Gateway.prepared()
                    .file(
                            "northwind/partner.yaml",
                            TestPartners.northwind("policy: optional", "provisioning: just-in-time"))
                    .file("northwind/idp.xml", northwind.metadata("http://127.0.0.1:9/sso"))
                    .file(
                            "fabrikam/partner.yaml",
                            TestPartners.northwind("policy: optional", "allowed-ips: [10.0.0.0/8]")
                                    .replace("northwind", "fabrikam"))
                    .file("fabrikam/idp.xml", fabrikam.metadata("http://127.0.0.1:9/sso"));
            portal.settings().forEach(prepared::with);
            try (var gateway = prepared.start()) {
                var details = gateway.jdbc()
                        .sql("select details from login_event where type = 'configuration' and outcome = 'failure'"
                                + " and reason = 'ip-allowlist-unsupported' and partner = 'fabrikam'")
                        .query(String.class)
                        .single();
                assertThat(details).contains("fabrikam/partner.yaml:").contains("allowed-ips");
                assertThat(new HttpBrowser()
                                .getOnce(gateway.at("/saml2/authenticate/fabrikam-idp"))
                                .statusCode())
                        .isEqualTo(404);
                assertThat(IdpTrip.depart(new HttpBrowser(), gateway, northwind, "northwind-idp")
                                .answer()
                                .uri()
                                .toString())
                        .startsWith(portal.origin().toString());
            }
        }
    }

    @Test
    void judgesKeysAndNeverValuesNorWhatACompanySends() {
        var idp = TestIdentityProvider.named("https://idp.allowlist.example");
        var metadata = idp.metadata("http://127.0.0.1:9/sso").replaceFirst("(<md:IDPSSODescriptor[^>]*>)", """
                $1<md:Extensions><mdui:DiscoHints xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui">
                <mdui:IPHint>192.0.2.0/24</mdui:IPHint></mdui:DiscoHints></md:Extensions>""");
        try (var portal = TestPortal.start()) {
            var prepared = Gateway.prepared()
                    .file("allowlist/idp.xml", metadata)
                    .file(
                            "allowlist/partner.yaml",
                            TestPartners.northwind("policy: optional", """
                                            provisioning: just-in-time
                                            attributes:
                                              groups: [allowed_ips]""")
                                    .replace("Northwind Traders", "Allowlist Ltd")
                                    .replace("northwind", "allowlist"));
            portal.settings().forEach(prepared::with);
            try (var gateway = prepared.start()) {
                var trip = IdpTrip.depart(new HttpBrowser(), gateway, idp, "allowlist-idp");
                assertThat(trip.answer(AllowlistJourneyTests::fromAnAddress)
                                .uri()
                                .toString())
                        .startsWith(portal.origin().toString());
                assertThat(portal.openedSessions().getLast().groups()).containsExactly("192.0.2.7");
                assertThat(gateway.jdbc()
                                .sql("select count(*) from login_event where reason = 'ip-allowlist-unsupported'")
                                .query(Long.class)
                                .single())
                        .isZero();
            }
        }
    }

    private static ResponseOrder fromAnAddress(ResponseOrder order) {
        return order.attribute("email", "anna@allowlist.example")
                .attribute("allowed_ips", "192.0.2.7")
                .changedBeforeSigning(document -> {
                    var data = (Element) document.getElementsByTagNameNS("*", "SubjectConfirmationData")
                            .item(0);
                    data.setAttribute("Address", "192.0.2.7");
                });
    }

    private void refused(CommandRun run, String place) throws SQLException {
        assertThat(run.exit()).as(run.out()).isNotZero();
        assertThat(run.out() + run.err())
                .contains("ip-allowlist-unsupported")
                .contains(place)
                .contains("conditional access")
                .doesNotContain("\tat ")
                .doesNotContain("10.0.0.0");
        assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .startsWith("configuration failure ip-allowlist-unsupported start-up ")
                        .contains(place));
    }

    private List<String> events() throws SQLException {
        var url = "jdbc:h2:file:" + folder.resolve("var/gatehouse")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;IFEXISTS=TRUE";
        var events = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(url);
                var rows = connection
                        .createStatement()
                        .executeQuery("select type, outcome, reason, actor, details from login_event")) {
            while (rows.next()) {
                events.add(String.join(
                        " ",
                        rows.getString("type"),
                        rows.getString("outcome"),
                        rows.getString("reason"),
                        rows.getString("actor"),
                        rows.getString("details")));
            }
        }
        return events;
    }

    private static String port() {
        return "--server.port=" + Gateway.freePort();
    }
}
