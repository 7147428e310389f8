package io.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.testing.CommandRun;
import io.gatehouse.testing.GatewayProcess;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPortal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as processes of their own: alone, and beside a running gateway. */
class CommandJourneyTests {
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example");
    private static final String KEY = "--gatehouse.sealing-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final String BASE = "http://localhost:8080";

    @TempDir
    Path folder;

    @Test
    void lintSaysWhatIsWrongByItsExitCode() throws IOException {
        partner("provisioning: invited-only");
        var fine = CommandRun.of(folder, Map.of(), "lint", "idp-config");
        System.out.println("lint took " + fine.took().toMillis() + " ms");
        assertThat(fine.exit()).as(fine.out() + fine.err()).isZero();
        assertThat(fine.out())
                .contains("idp-config/northwind/idp.xml:2:3 info requests-unsigned")
                .contains("1 partners, 1 findings, 0 errors");

        partner("allowed-ips: [10.0.0.0/8]");
        var findings = CommandRun.of(folder, Map.of(), "lint", "idp-config");
        assertThat(findings.exit()).isEqualTo(1);
        assertThat(findings.out())
                .contains("idp-config/northwind/partner.yaml:12:5 error ip-allowlist-unsupported")
                .contains("Fix: ");

        var unusable = CommandRun.of(folder, Map.of(), "lint", "nowhere");
        assertThat(unusable.exit()).isEqualTo(2);
        assertThat(unusable.out()).isEmpty();
        assertThat(unusable.err()).contains("nowhere").doesNotContain("\tat ");
        assertThat(folder.resolve("var"))
                .as("a database that lint would have made")
                .doesNotExist();
    }

    @Test
    void planSaysBesideARunningGatewayWhatWouldChange() throws Exception {
        partner("provisioning: invited-only");
        var none = run("plan", "idp-config");
        assertThat(none.exit()).as("no database yet").isEqualTo(2);
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).doesNotContain("\tat ");
        assertThat(folder.resolve("var/gatehouse.mv.db"))
                .as("a database that plan would have made")
                .doesNotExist();
        var settings = Map.of(
                "gatehouse.idp-config", folder.resolve("idp-config").toString(),
                "gatehouse.idp-config-interval", "1h",
                "spring.datasource.url", url(),
                "gatehouse.sealing-key", KEY.substring(KEY.indexOf('=') + 1));
        try (var gateway = GatewayProcess.start(settings)) {
            var nothing = run("plan", "idp-config");
            assertThat(nothing.exit()).as(nothing.err() + gateway.log()).isZero();
            assertThat(nothing.out()).isEqualTo("0 created, 0 changed, 0 retired, 1 unchanged, 0 refused\n");

            partner("provisioning: just-in-time");
            var text = run("plan", "idp-config");
            assertThat(text.exit()).as(text.err()).isEqualTo(1);
            assertThat(text.out()).startsWith("northwind: changed\n    northwind-idp: setting provisioning changed\n");
            var json = new ObjectMapper()
                    .readTree(run("plan", "--format", "json").out())
                    .at("/partners/0");
            assertThat(json.get("plan").asText()).isEqualTo("changed");
            assertThat(json.at("/changes/0").asText()).isEqualTo("northwind-idp: setting provisioning changed");
            var sarif = run("plan", "idp-config", "--format", "sarif").out();
            assertThat(sarif).contains("plan-changed", "idp-config/northwind/partner.yaml");
        }
    }

    @Test
    void anInvitationMadeBesideARunningGatewayLetsItsPersonIn() throws Exception {
        partner("provisioning: invited-only");
        try (var portal = TestPortal.start()) {
            var settings = new HashMap<>(portal.settings());
            settings.put("gatehouse.idp-config", folder.resolve("idp-config").toString());
            settings.put("spring.datasource.url", url());
            settings.put("gatehouse.sealing-key", KEY.substring(KEY.indexOf('=') + 1));
            settings.put("gatehouse.base-url", BASE);
            try (var gateway = GatewayProcess.start(settings)) {
                assertThat(run("admin", "invite", "anna@fabrikam.example", "--partner", "northwind"))
                        .satisfies(refused -> assertThat(refused.exit()).isEqualTo(1))
                        .satisfies(refused -> assertThat(refused.out()).isEmpty())
                        .satisfies(refused -> assertThat(refused.err()).contains("domain-not-owned"));
                assertThat(run("admin", "invite", "anna@nobody.example", "--partner", "nobody"))
                        .satisfies(refused -> assertThat(refused.exit()).isEqualTo(2))
                        .satisfies(refused -> assertThat(refused.out()).isEmpty());

                var invited = run("admin", "invite", "anna@northwind.example", "--partner", "northwind");
                assertThat(invited.exit()).as(invited.err()).isZero();
                assertThat(invited.err()).isEmpty();
                assertThat(invited.out()).matches(BASE + "/invitation/[A-Za-z0-9_-]{43}\\R");

                var browser = new HttpBrowser();
                var path = URI.create(invited.out().strip()).getPath();
                var page = browser.get(gateway.address().resolve(path));
                assertThat(page.status()).isEqualTo(200);
                assertThat(page.body()).contains("anna@northwind.example", "Northwind Traders");

                // By the address that its links name; the node itself listens elsewhere, as behind a proxy.
                var trip = IdpTrip.depart(browser, gateway.address(), IDP, "northwind-idp");
                var xml = IDP.respond(ResponseOrder.to(
                                BASE + "/login/saml2/sso/northwind-idp", BASE + "/saml2/metadata/northwind-idp")
                        .inResponseTo(trip.requestId()));
                var accepted = browser.postOnce(trip.acs(), trip.form(xml));
                assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(303);
                var landed = browser.get(gateway.address()
                        .resolve(accepted.headers().firstValue("Location").orElseThrow()));
                assertThat(landed.uri().toString()).startsWith(portal.origin().toString());
                assertThat(portal.openedSessions())
                        .singleElement()
                        .satisfies(session -> assertThat(session.email()).isEqualTo("anna@northwind.example"));
                assertThat(browser.get(gateway.address().resolve(path)).status())
                        .as("a link that was used")
                        .isEqualTo(403);

                var token = run("token", "create", "--scope", "auditor");
                assertThat(token.exit()).as(token.err()).isZero();
                var events = events(gateway, token.out().strip());
                assertThat(events.statusCode()).as(events.body()).isEqualTo(200);
                var items = new ObjectMapper().readTree(events.body()).get("items");
                assertThat(items.findValuesAsText("type")).contains("invitation", "administration", "configuration");
                assertThat(events(gateway, token.out().strip() + "x").statusCode())
                        .isEqualTo(401);
            }
        }
    }

    private HttpResponse<String> events(GatewayProcess gateway, String token) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(gateway.address().resolve("/api/v1/login-events?limit=50"))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private CommandRun run(String... words) {
        var arguments = new ArrayList<>(Arrays.asList(words));
        arguments.addAll(List.of("--spring.datasource.url=" + url(), "--gatehouse.base-url=" + BASE, KEY));
        return CommandRun.of(folder, Map.of(), arguments.toArray(String[]::new));
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("var/gatehouse")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;AUTO_SERVER=TRUE";
    }

    private void partner(String providerSetting) throws IOException {
        var northwind = Files.createDirectories(folder.resolve("idp-config/northwind"));
        Files.writeString(northwind.resolve("idp.xml"), IDP.metadata("https://idp.northwind.example/sso"));
        Files.writeString(northwind.resolve("partner.yaml"), """
            partner: northwind
            name: Northwind Traders
            domains: [northwind.example]
            authentication-types: [sso]
            account-manager: { name: Partner Care, email: care@vendor.example }
            second-factor:
              policy: optional

            identity-providers:
              - id: northwind-idp
                metadata: idp.xml
                %s
            """.formatted(providerSetting));
    }
}
