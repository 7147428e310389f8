package io.gatehouse.saml.pending;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Sealer;
import io.gatehouse.saml.PendingRequest;
import io.gatehouse.saml.request.RequestIds;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    private static final int MOST_REMOVED = 8; // at once, since an answer's headers are bounded

    private final Sealer sealer;
    private final RequestIds ids;
    private final SamlProperties properties;
    private final Clock clock;
    private final String prefix;
    private final Pattern form;

    /** Seals under a key of its own purpose. */
    public PendingCookies(Keys keys, RequestIds ids, BaseUrl baseUrl, SamlProperties properties, Clock clock) {
        this.sealer = keys.sealer("cookie.request");
        this.ids = ids;
        this.properties = properties;
        this.clock = clock;
        this.prefix = (baseUrl.secure() ? "__Host-" : "") + NAME;
        this.form = Pattern.compile(Pattern.quote(prefix) + "[A-Za-z0-9_-]{12}");
    }

    /** Lets this browser wait for one more response. */
    public void add(HttpServletRequest request, HttpServletResponse response, PendingRequest pending) {
        var kept = new ArrayList<Held>();
        var over = new ArrayList<String>();
        for (Cookie cookie : ours(request)) {
            open(cookie)
                    .filter(this::waits)
                    .ifPresentOrElse(p -> kept.add(new Held(cookie.getName(), p)), () -> over.add(cookie.getName()));
        }
        over.stream().limit(MOST_REMOVED).forEach(name -> CrossSiteCookie.remove(response, name));
        kept.sort(Comparator.comparing(held -> held.pending().issuedAt()));
        while (kept.size() >= properties.pendingRequests()) {
            CrossSiteCookie.remove(response, kept.removeFirst().name());
        }
        String name = name(pending.requestId());
        byte[] sealed = sealer.seal(PendingForm.bytes(pending), place(name));
        CrossSiteCookie.set(
                response,
                name,
                Base64.getUrlEncoder().withoutPadding().encodeToString(sealed),
                properties.requestLifetime());
    }

    /** What this browser waits for from this registration, for the judge. */
    public PendingRequests of(HttpServletRequest request, RegistrationId registration) {
        return new BrowserRequests(
                ids, properties.requestLifetime(), clock.instant(), registration, id -> held(request, id));
    }

    private BrowserRequests.Cookies held(HttpServletRequest request, String requestId) {
        String name = name(requestId);
        // A sibling site may set a second cookie of this name for a narrower path; only ours opens.
        List<Cookie> named = ours(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .toList();
        return new BrowserRequests.Cookies(
                named.size(), named.stream().flatMap(c -> open(c).stream()).toList());
    }

    /** What a cookie holds; empty if it is not one that we sealed under this name. */
    public Optional<PendingRequest> open(Cookie cookie) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cookie.getValue());
            return sealer.open(sealed, place(cookie.getName()))
                    .flatMap(PendingForm::read)
                    .filter(pending -> name(pending.requestId()).equals(cookie.getName()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean waits(PendingRequest pending) {
        return clock.instant().isBefore(pending.issuedAt().plus(properties.requestLifetime()));
    }

    private List<Cookie> ours(HttpServletRequest request) {
        Cookie[] all = request.getCookies();
        return Stream.ofNullable(all)
                .flatMap(Arrays::stream)
                .filter(cookie -> form.matcher(cookie.getName()).matches())
                .toList();
    }

    private String name(String requestId) {
        return prefix + RequestIds.shortName(requestId);
    }

    // Without the prefix, so that a cookie's place is the same whatever the scheme.
    private String place(String name) {
        return name.substring(prefix.length() - NAME.length());
    }

    private record Held(String name, PendingRequest pending) {}
}
