package io.gatehouse.signin;

import static io.gatehouse.signin.PagesScene.code;
import static io.gatehouse.signin.PagesScene.enter;
import static io.gatehouse.signin.PagesScene.seen;
import static io.gatehouse.signin.PagesScene.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.Chromium;
import io.gatehouse.testing.Look;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of single sign-on, and of its refusals, each as {@link PagesScene#seen} by everybody. */
@ExtendWith(Chromium.class)
class PagesJourneyTests {
    private static PagesScene scene;

    @BeforeAll
    static void start() {
        scene = PagesScene.start();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.signin.PagesScene#looks")
    void singleSignOnIsForEverybody(String name, Look look, Chromium chromium) {
        try (var visitor = chromium.open(look)) {
            var page = visitor.page();
            scene.signInAt(page, "/sign-in?partner=northwind");
            seen(visitor, name, "sign-in");
            enter(page, "anna");
            page.evaluate("document.querySelector('form').noValidate = true");
            submit(page);
            page.waitForSelector("#email-error");
            seen(visitor, name, "sign-in-not-an-address");

            // The page that leads on by itself, held still.
            page.route("**/saml2/authenticate/**", route -> route.abort("aborted"));
            enter(page, name + "@northwind.example");
            submit(page);
            page.waitForSelector("h1:text-is('On to your company’s sign-in')");
            seen(visitor, name, "leaving");
            page.unroute("**/saml2/authenticate/**");

            page.locator("a[role=button]").click();
            page.locator("button[value='" + name + "@northwind.example']").click();
            page.waitForSelector("h1:text-is('Set up your second factor')");
            seen(visitor, name, "enrol");
            page.locator("summary").click();
            var key = page.locator("#key").textContent();
            page.locator("#code").fill("000000");
            submit(page);
            page.waitForSelector("[data-reason]");
            page.locator("summary").click();
            seen(visitor, name, "enrol-wrong");
            page.locator("#code").fill(code(key));
            submit(page);
            page.waitForSelector("#codes");
            seen(visitor, name, "recovery-codes");
            scene.portal().goesDown();
            page.locator("input[type=checkbox]").check();
            submit(page);
            page.waitForSelector("[data-reason='portal-unavailable']");
            seen(visitor, name, "portal-unavailable");
            scene.portal().recovers();
            submit(page);
            scene.atThePortal(page);

            page.navigate(scene.gateway().at("/sign-out").toString());
            seen(visitor, name, "sign-out");
            submit(page);
            page.waitForSelector("h1:text-is('You are signed out')");
            seen(visitor, name, "signed-out");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.gatehouse.signin.PagesScene#looks")
    void refusalsAreForEverybody(String name, Look look, Chromium chromium) {
        try (var visitor = chromium.open(look)) {
            var page = visitor.page();
            scene.idp().answeringOnce(order -> order.validFor(Duration.ofHours(-2)));
            scene.signInAt(page, "/sign-in");
            enter(page, name + "@northwind.example");
            submit(page);
            page.locator("button[value='" + name + "@northwind.example']").click();
            page.waitForSelector("[data-reason='response-expired']");
            seen(visitor, name, "refused");
            scene.signInAt(page, "/sign-in");
            enter(page, "nobody@elsewhere.example");
            submit(page);
            page.waitForSelector("[data-reason='identity-provider-not-configured']");
            seen(visitor, name, "refused-unknown-domain");
            page.navigate(scene.gateway().at("/invitation/" + "A".repeat(43)).toString());
            seen(visitor, name, "refused-invitation");
            page.navigate(scene.gateway().at("/no/such/page").toString());
            assertThat(page.locator("h1").textContent()).isEqualTo("Nothing here");
            seen(visitor, name, "error");
        }
    }
}
