package io.gatehouse.saml.pending;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Sealer;
import io.gatehouse.keys.cookie.Cookies;
import io.gatehouse.keys.cookie.Cookies.Held;
import io.gatehouse.keys.cookie.Cookies.Reach;
import io.gatehouse.saml.PendingRequest;
import io.gatehouse.saml.request.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The sealed cookies that bind a request to the browser that set out with it. One each, so that tabs do not collide; at
 * most four, the oldest goes. A cookie stays until its time is over. A bad response, which anybody can make the browser
 * post, does not use the request up; a good one is used up in the database, whose word is the one that counts, and the
 * same response posted again (the browser's reload) is then called {@code replayed}, not {@code request-unknown}.
 */
@Component
public final class PendingCookies {
    private static final String NAME = "gatehouse-request-";
    private static final Pattern FORM = Pattern.compile(NAME + "[A-Za-z0-9_-]{12}");
    private static final int MOST_REMOVED = 8; // at once, since an answer's headers are bounded

    private final Sealer sealer;
    private final RequestIds ids;
    private final Cookies cookies;
    private final SamlProperties properties;
    private final Clock clock;

    /** Seals under a key of its own purpose. */
    public PendingCookies(Keys keys, RequestIds ids, Cookies cookies, SamlProperties properties, Clock clock) {
        this.sealer = keys.sealer("cookie.request");
        this.ids = ids;
        this.cookies = cookies;
        this.properties = properties;
        this.clock = clock;
    }

    /** Lets this browser wait for one more response. */
    public void add(HttpServletRequest request, HttpServletResponse response, PendingRequest pending) {
        var kept = new ArrayList<PendingRequest>();
        var over = new ArrayList<String>();
        for (Held held : ours(request)) {
            open(held).filter(this::waits).ifPresentOrElse(kept::add, () -> over.add(held.name()));
        }
        over.stream().limit(MOST_REMOVED).forEach(name -> cookies.remove(response, Reach.CROSS_SITE, name));
        kept.sort(Comparator.comparing(PendingRequest::issuedAt));
        while (kept.size() >= properties.pendingRequests()) {
            cookies.remove(response, Reach.CROSS_SITE, name(kept.removeFirst()));
        }
        var name = name(pending);
        var value = sealer.sealText(PendingForm.bytes(pending), name);
        // The response comes by a POST from another site.
        cookies.set(response, Reach.CROSS_SITE, name, value, properties.requestLifetime());
    }

    /** What this browser waits for from this registration, for the judge. */
    public PendingRequests of(HttpServletRequest request, RegistrationId registration) {
        return new BrowserRequests(
                ids, properties.requestLifetime(), clock.instant(), registration, id -> held(request, id));
    }

    /** Whether this browser waits for a response that a version apart from what serves is to judge. */
    public boolean triesAVersion(HttpServletRequest request, RegistrationId registration) {
        return ours(request).stream()
                .flatMap(held -> open(held).stream())
                .anyMatch(p -> p.version() != null && p.registration().equals(registration) && waits(p));
    }

    private BrowserRequests.Cookies held(HttpServletRequest request, String requestId) {
        // A sibling site may set a second cookie of this name for a narrower path; only ours opens.
        List<Held> named = ours(request).stream()
                .filter(held -> held.name().equals(name(requestId)))
                .toList();
        return new BrowserRequests.Cookies(
                named.size(),
                named.stream().flatMap(held -> open(held).stream()).toList());
    }

    /** What a cookie holds; empty if it is not one that we sealed under this name. */
    public Optional<PendingRequest> open(Held cookie) {
        return sealer.openText(cookie.value(), cookie.name())
                .flatMap(PendingForm::read)
                .filter(pending -> name(pending).equals(cookie.name()));
    }

    private boolean waits(PendingRequest pending) {
        return clock.instant().isBefore(pending.issuedAt().plus(properties.requestLifetime()));
    }

    private List<Held> ours(HttpServletRequest request) {
        return cookies.beginning(request, NAME).stream()
                .filter(held -> FORM.matcher(held.name()).matches())
                .toList();
    }

    private static String name(PendingRequest pending) {
        return name(pending.requestId());
    }

    private static String name(String requestId) {
        return NAME + RequestIds.shortName(requestId);
    }
}
