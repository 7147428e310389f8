package io.gatehouse.signin;

import static io.gatehouse.signin.PagesScene.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.Chromium;
import io.gatehouse.testing.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole way by keyboard alone; whatever has the focus shows it. */
@ExtendWith(Chromium.class)
class KeyboardJourneyTests {
    private static PagesScene scene;

    @BeforeAll
    static void start() {
        scene = PagesScene.start();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void theWholeWayGoesByKeyboardAlone(Chromium chromium) {
        try (var visitor = chromium.open(Look.PLAIN)) {
            var page = visitor.page();
            var keys = page.keyboard();
            scene.signInAt(page, "/sign-in");
            visitor.tabsTo("#email");
            keys.type("keys@northwind.example");
            keys.press("Enter");
            page.waitForSelector("button[value='keys@northwind.example']");
            visitor.tabsTo("button[value='keys@northwind.example']");
            keys.press("Enter");
            page.waitForSelector("#code");
            visitor.tabsTo("summary");
            keys.press("Enter");
            var key = page.locator("#key").innerText();
            visitor.tabsTo("#code");
            keys.type(code(key));
            keys.press("Enter");
            page.waitForSelector("#codes");
            visitor.tabsTo("input[type=checkbox]");
            keys.press("Space");
            visitor.tabsTo("button[type=submit]");
            keys.press("Enter");
            scene.atThePortal(page);

            page.navigate(scene.gateway().at("/sign-out").toString());
            visitor.tabsTo("button[type=submit]");
            keys.press("Enter");
            page.waitForSelector("h1:text-is('You are signed out')");
            visitor.tabsTo("a[role=button]");
            keys.press("Enter");
            page.waitForSelector("#email");
            keys.type("keys@fabrikam.example");
            keys.press("Enter");
            page.waitForSelector("input[type=radio]");
            visitor.tabsTo("input[type=radio]");
            keys.press("ArrowDown");
            keys.press("Enter");
            page.waitForSelector("#password");
            assertThat(page.locator("#password").evaluate("e => e === document.activeElement"))
                    .isEqualTo(true);
        }
    }
}
