package io.gatehouse.signin.page;

import io.gatehouse.portal.PortalSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;

/**
 * The Content-Security-Policy of our pages: nothing inline, nothing from elsewhere. {@code form-action} names the portal
 * and the identity providers that a page's forms may lead to, because Chromium holds a form's redirects to it too.
 */
@Component
public class ContentPolicy implements HeaderWriter {
    private static final String ORIGINS = ContentPolicy.class.getName();
    private static final String HEADER = "Content-Security-Policy";

    private final PortalSessions portal;

    ContentPolicy(PortalSessions portal) {
        this.portal = portal;
    }

    /** Says that a form of the page being answered may end at this address. */
    public static void mayLeadTo(HttpServletRequest request, String address) {
        var uri = URI.create(address);
        var origin = uri.getScheme() + "://" + uri.getRawAuthority();
        var already = request.getAttribute(ORIGINS);
        request.setAttribute(ORIGINS, already == null ? origin : already + " " + origin);
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        if (response.containsHeader(HEADER)) {
            return;
        }
        var formAction = new StringBuilder("'self'");
        portal.origin().ifPresent(origin -> formAction.append(' ').append(origin));
        if (request.getAttribute(ORIGINS) instanceof String origins) {
            formAction.append(' ').append(origins);
        }
        response.setHeader(
                HEADER,
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action "
                        + formAction + "; frame-ancestors 'none'; base-uri 'none'");
    }
}
