package io.gatehouse.portal;

import io.gatehouse.portal.PortalHttp.Reply;
import io.gatehouse.reason.Evidence;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the portal said to a request to open a session. */
sealed interface Answer {
    /** Where an address leads, without what follows. */
    Pattern PLACE = Pattern.compile("[^:/?#]*:(//)?[^/?#]*|[^/?#]*");

    /** 201 with a Location on its own origin. */
    record Created(URI location) implements Answer {}

    /** 201, but not with a Location that a browser may be sent to. */
    record Astray(Evidence expectedAndGot) implements Answer {}

    /** 403. */
    record Declined(Evidence why) implements Answer {}

    /** 409: another body under the same key. */
    record Conflict(Evidence why) implements Answer {}

    /** Nothing usable, after all tries. */
    record Unavailable(Evidence why) implements Answer {}

    /** Reads it; what is no Location on the portal's origin is not followed, whatever the status says. */
    static Answer in(Reply reply, PortalOrigin origin) {
        return switch (reply.status()) {
            case 201 -> {
                var location = reply.location().orElse(null);
                var own = location == null ? Optional.<URI>empty() : origin.own(location);
                yield own.<Answer>map(Created::new)
                        .orElseGet(() -> new Astray(
                                Evidence.expected("a Location on " + origin.origin(), withoutSecrets(location))));
            }
            case 403 ->
                new Declined(Evidence.NONE.and(
                        "portal_reason", SessionBody.reasonIn(reply.body()).orElse(null)));
            case 409 -> new Conflict(Evidence.expected(201, 409));
            // Redirects, and complaints about the grant: mended on the portal's side, so worth another try by the
            // person.
            default -> new Unavailable(Evidence.expected(201, reply.status()));
        };
    }

    // A Location opens a session: what comes after its host stays out of the event.
    private static @Nullable String withoutSecrets(@Nullable String location) {
        if (location == null) {
            return null;
        }
        var place = PLACE.matcher(location);
        return place.lookingAt() && place.end() < location.length() ? place.group() + "/…" : location;
    }
}
