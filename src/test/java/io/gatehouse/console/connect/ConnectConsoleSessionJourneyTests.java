package io.gatehouse.console.connect;

import static io.gatehouse.console.connect.ConsoleScene.FABRIKAM;
import static io.gatehouse.console.connect.ConsoleScene.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.Suspensions;
import io.gatehouse.account.role.Role;
import io.gatehouse.account.role.Roles;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.connect.ConnectLinks;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.TestOperator;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who of the console may come to the pages that connect, and when it is over with that. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class ConnectConsoleSessionJourneyTests {
    private static final EventContext NOBODY = new EventContext(Subject.NOBODY, Origin.INTERNAL);

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
    void onlyWhoMayChangeThePartnerComesIn() {
        var audrey = scene.operator("audrey@vendor.example", Role.AUDITOR);
        var paul = scene.partnerAdmin("paul@fabrikam.example");
        assertThat(audrey.sees("/console/partners/northwind").document().select("form[action$=/connect]"))
                .isEmpty();
        for (var who : List.of(audrey, paul)) {
            int before = sessions();
            for (var door : List.of("/connect", "/identity-providers/filed-idp/connect")) {
                var page = who.browser()
                        .post(scene.gateway().at("/console/partners/northwind" + door), Map.of("page", "test"));
                assertThat(page.status()).isEqualTo(403);
                assertThat(page.reason()).isEqualTo("not-permitted");
            }
            assertThat(who.browser().cookies(scene.gateway().base())).doesNotContainKey("gatehouse-connect");
            assertThat(sessions()).isEqualTo(before);
        }
    }

    @Test
    void aFormWithoutItsTokenLetsNobodyIn() {
        var cleo = scene.operator("cleo@vendor.example", Role.ADMIN);
        int before = sessions();
        var page = cleo.browser()
                .post(scene.gateway().at("/console/partners/northwind/connect"), Map.of("_csrf", "forged"));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.reason()).isEqualTo("request-expired");
        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void signingOutOfTheConsoleEndsIt() {
        var dora = scene.operator("dora@vendor.example", Role.ADMIN);
        var vendors = scene.connecting().begun(dora, NORTHWIND);
        dora.sees("/console").submit("/console/sign-out");
        over(dora, vendors);
        dora.entersConsole();
        assertThat(dora.sees("/connect").uri().getPath())
                .as("nor does the next session of the same person bring it back")
                .isEqualTo("/console/partners/northwind");
    }

    @Test
    void losingTheRoleEndsIt() {
        var pia = scene.partnerAdmin("pia@fabrikam.example");
        var vendors = scene.connecting().begun(pia, FABRIKAM);
        scene.gateway().bean(Roles.class).revoke(pia.account(), Role.PARTNER_ADMIN, "cli", NOBODY);
        over(pia, vendors);
    }

    @Test
    void beingSuspendedEndsIt() {
        var eve = scene.operator("eve@vendor.example", Role.ADMIN);
        var vendors = scene.connecting().begun(eve, NORTHWIND);
        scene.gateway().bean(Suspensions.class).suspend(eve.account(), "cli", NOBODY);
        over(eve, vendors);
    }

    @Test
    void aLinkOpensNothingWhenWhoeverMadeItMayNothing() {
        var lea = scene.operator("lea@vendor.example", Role.ADMIN);
        var links = scene.gateway().bean(ConnectLinks.class);
        var maker = "account:" + lea.account().id();
        var used = links.make(NORTHWIND, maker, Origin.INTERNAL);
        var kept = links.make(NORTHWIND, maker, Origin.INTERNAL);
        var inside = new HttpBrowser();
        var vendors = inside.get(used.address()).submit("/connect/");
        assertThat(vendors.heading()).isEqualTo("Connect an identity provider");

        scene.gateway().bean(Suspensions.class).suspend(lea.account(), "cli", NOBODY);

        assertThat(vendors.submit("/connect/providers", "vendor", "okta").reason())
                .isEqualTo("connect-link-expired");
        var outside = new HttpBrowser();
        assertThat(outside.get(kept.address()).reason()).isEqualTo("connect-link-expired");
        assertThat(outside.post(URI.create(kept.address()), Map.of()).status()).isEqualTo(403);
        assertThat(outside.cookies(scene.gateway().base())).doesNotContainKey("gatehouse-connect");
    }

    @Test
    void anAdministratorWhoBecomesAnAuditorChangesNothingMore() {
        var fay = scene.operator("fay@vendor.example", Role.ADMIN);
        var vendors = scene.connecting().begun(fay, NORTHWIND);
        scene.gateway().bean(Roles.class).grant(fay.account(), Role.AUDITOR, "cli", NOBODY);
        scene.gateway().bean(Roles.class).revoke(fay.account(), Role.ADMIN, "cli", NOBODY);
        assertThat(fay.sees("/connect").uri().getPath()).isEqualTo("/console/partners/northwind");
        assertThat(vendors.submit("/connect/providers", "vendor", "okta").status())
                .isEqualTo(403);
    }

    @Test
    void idlenessEndsItAndWorkOnThesePagesIsNone() {
        var gil = scene.operator("gil@vendor.example", Role.ADMIN);
        var vendors = scene.connecting().begun(gil, NORTHWIND);
        for (int i = 0; i < 3; i++) {
            scene.clock().advance(Duration.ofMinutes(20));
            assertThat(gil.sees("/connect").heading()).isEqualTo("Connect an identity provider");
        }
        scene.clock().advance(Duration.ofMinutes(31));
        over(gil, vendors);
    }

    @Test
    void itsSecretOpensNothingInAnotherBrowser() {
        var ivy = scene.operator("ivy@vendor.example", Role.ADMIN);
        scene.connecting().begun(ivy, NORTHWIND);
        var base = scene.gateway().base();
        var secret = ivy.browser().cookies(base).get("gatehouse-connect");
        var stranger = new HttpBrowser();
        stranger.setCookie(base, "gatehouse-connect", secret);
        assertThat(stranger.get(scene.gateway().at("/connect")).heading()).isEqualTo("Sign in to the console");
        var joe = scene.operator("joe@vendor.example", Role.ADMIN);
        joe.browser().setCookie(base, "gatehouse-connect", secret);
        assertThat(joe.sees("/connect").uri().getPath())
                .as("nor beside somebody else's session of the console")
                .isEqualTo("/console/partners/northwind");
    }

    @Test
    void ofTwoPartnersInOneBrowserTheLastCounts() {
        var hal = scene.operator("hal@vendor.example", Role.ADMIN);
        var first = scene.connecting().begun(hal, NORTHWIND);
        assertThat(scene.connecting().begun(hal, FABRIKAM).document().text()).contains("Connecting for Fabrikam");
        var stale = first.submit("/connect/providers", "vendor", "pingone");
        assertThat(stale.reason()).isEqualTo("request-expired");
        assertThat(scene.providers("%-pingone-%")).isZero();
    }

    /** Sent back to where they came from, which asks them to sign in; and what they had open changes nothing. */
    private static void over(TestOperator who, HttpBrowser.Page vendors) {
        var page = who.sees("/connect");
        assertThat(page.heading()).isEqualTo("Sign in to the console");
        assertThat(page.uri().getQuery()).contains("/console/partners/");
        var refused = vendors.submit("/connect/providers", "vendor", "shibboleth");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("not-permitted");
        assertThat(scene.providers("%-shibboleth-%")).isZero();
    }

    private static int sessions() {
        return scene.gateway()
                .jdbc()
                .sql("select count(*) from connect_session")
                .query(Integer.class)
                .single();
    }
}
