package io.gatehouse.saml.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.saml.binding.BrowserMessage.Kind;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * The page that posts a message (SAML Bindings 3.5): by itself where scripts run, by a button where they do not.
 * Spring Security's own page turns the query of the sign-on address into form fields and has no text.
 */
@Component
public final class PostPage {
    private static final String SCRIPT = "document.forms[0].submit()";
    private static final String STYLE =
            ":root{color-scheme:light dark;font-family:system-ui,sans-serif;color:#373c44;background:#fff}"
                    + "body{max-width:28rem;margin:20vh auto;padding:0 1rem;line-height:1.5}h1{font-size:1.5rem}"
                    + "button{font:inherit;padding:.75rem 1rem;border:0;border-radius:.5rem;color:#fff;background:#0172ad}"
                    + "@media(prefers-color-scheme:dark){:root{color:#c2c7d0;background:#13171f}}";

    private final MessageSource messages;

    PostPage(MessageSource messages) {
        this.messages = messages;
    }

    /** Answers with the page that posts this AuthnRequest (XML) and relay state to this address. */
    public void write(HttpServletResponse response, String destination, String xml, String relayState)
            throws IOException {
        write(response, destination, Kind.REQUEST, xml, relayState, "saml.continue");
    }

    /**
     * Answers with the page that posts this message.
     *
     * @param texts where the page's words are among the messages
     */
    public void write(
            HttpServletResponse response,
            String destination,
            Kind kind,
            String xml,
            @Nullable String relayState,
            String texts)
            throws IOException {
        String relay = relayState == null
                ? ""
                : "<input type=\"hidden\" name=\"RelayState\" value=\"" + HtmlUtils.htmlEscape(relayState) + "\">";
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", policy(destination));
        response.getWriter().write("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title><style>%s</style></head>
                <body><main><h1>%s</h1><form method="post" action="%s">
                <input type="hidden" name="%s" value="%s">%s
                <noscript><p>%s</p><button type="submit">%s</button></noscript></form></main><script>%s</script></body></html>
                """.formatted(
                        text(texts + ".title"),
                        STYLE,
                        text(texts + ".heading"),
                        HtmlUtils.htmlEscape(destination),
                        kind.parameter(),
                        Base64.getEncoder().encodeToString(xml.getBytes(UTF_8)),
                        relay,
                        text("saml.continue.explanation"),
                        text("saml.continue.button"),
                        SCRIPT));
    }

    static String policy(String destination) {
        var address = URI.create(destination);
        String origin = address.getScheme() + "://" + address.getRawAuthority();
        // Chromium applies form-action to the redirects that follow a form too, and providers hand people on to other
        // origins of theirs, which nobody can list beforehand; so any https address may follow an https one.
        String followers = "https".equals(address.getScheme()) ? " https:" : "";
        return "default-src 'none'; script-src " + hash(SCRIPT) + "; style-src " + hash(STYLE) + "; form-action "
                + origin + followers + "; base-uri 'none'; frame-ancestors 'none'";
    }

    private String text(String code) {
        return HtmlUtils.htmlEscape(messages.getMessage(code, null, Locale.ENGLISH));
    }

    private static String hash(String inline) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
