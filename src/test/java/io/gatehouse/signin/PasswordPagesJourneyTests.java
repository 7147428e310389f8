package io.gatehouse.signin;

import static io.gatehouse.signin.PagesScene.code;
import static io.gatehouse.signin.PagesScene.enter;
import static io.gatehouse.signin.PagesScene.seen;
import static io.gatehouse.signin.PagesScene.submit;

import com.microsoft.playwright.Page;
import io.gatehouse.testing.Chromium;
import io.gatehouse.testing.Look;
import io.gatehouse.testing.TestInvitations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of passwords, invitations, the choice between ways and the second factor, each as {@link PagesScene#seen} by everybody. */
@ExtendWith(Chromium.class)
class PasswordPagesJourneyTests {
    private static final String PASSWORD = "three sunny words in a row";

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
    void passwordsAndInvitationsAreForEverybody(String name, Look look, Chromium chromium) {
        var email = name + "@fabrikam.example";
        try (var visitor = chromium.open(look)) {
            var page = visitor.page();
            page.navigate(
                    TestInvitations.link(scene.gateway(), "fabrikam", email).toString());
            seen(visitor, name, "invitation");
            page.locator("#password").fill(email);
            submit(page);
            page.waitForSelector("#problem");
            seen(visitor, name, "invitation-too-common");
            page.locator("#password").fill(PASSWORD);
            submit(page);
            page.waitForSelector("h1:text-is('Your password is set')");
            seen(visitor, name, "invitation-accepted");
            page.locator("a[role=button]").click();
            submit(page);
            page.waitForSelector("h1:text-is('Choose where to sign in')");
            seen(visitor, name, "choose");

            // The page that posts to the provider by itself, held still.
            page.route(scene.idp().address() + "/**", route -> route.abort("aborted"));
            submit(page);
            page.waitForSelector("h1:text-is('Taking you to your company’s sign-in page')");
            seen(visitor, name, "posting");
            page.unroute(scene.idp().address() + "/**");

            scene.signInAt(page, "/sign-in");
            enter(page, email);
            submit(page);
            page.locator("input[value='type:cloud']").check();
            submit(page);
            page.waitForSelector("#password");
            seen(visitor, name, "password");
            page.locator("#password").fill("not the password");
            submit(page);
            page.waitForSelector("#problem");
            seen(visitor, name, "password-wrong");
            page.locator("#password").fill(PASSWORD);
            submit(page);
            enrol(page);
            scene.atThePortal(page);

            page.navigate(scene.gateway().at("/sign-in").toString());
            withAPassword(page, email);
            seen(visitor, name, "second-factor");
            page.locator("a:text-is('Use a recovery code')").click();
            seen(visitor, name, "second-factor-recovery");
            for (int i = 0; i < 6; i++) {
                page.locator("#code").fill("000001");
                submit(page);
                page.waitForLoadState();
            }
            page.waitForSelector("[data-reason='second-factor-locked']");
            seen(visitor, name, "second-factor-locked");
        }
    }

    private static void withAPassword(Page page, String email) {
        enter(page, email);
        submit(page);
        page.locator("input[value='type:cloud']").check();
        submit(page);
        page.locator("#password").fill(PASSWORD);
        submit(page);
        page.waitForSelector("#code");
    }

    private static void enrol(Page page) {
        page.locator("summary").click();
        page.locator("#code").fill(code(page.locator("#key").textContent()));
        submit(page);
        page.locator("input[type=checkbox]").check();
        submit(page);
    }
}
