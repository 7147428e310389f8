package io.gatehouse.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;

/** How a visitor's browser is set up. */
public record Look(boolean javaScript, boolean dark, int width, int height) {
    /** JavaScript, a light screen of an ordinary size. */
    public static final Look PLAIN = new Look(true, false, 1024, 768);

    /** The same without JavaScript. */
    public Look withoutJavaScript() {
        return new Look(false, dark, width, height);
    }

    /** The same in the dark. */
    public Look inTheDark() {
        return new Look(javaScript, true, width, height);
    }

    /** The same on a telephone's screen (the 320 CSS pixels of WCAG 1.4.10). */
    public Look onATelephone() {
        return new Look(javaScript, dark, 320, 640);
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setJavaScriptEnabled(javaScript)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setViewportSize(width, height)
                .setLocale("en-GB")
                .setTimezoneId("UTC");
    }
}
