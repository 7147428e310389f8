package io.gatehouse.console.partner;

import io.gatehouse.console.page.Moments;
import io.gatehouse.identityprovider.connect.ConnectLink;
import java.util.Locale;

/** A set-up link as a line of a table; what opens it is nowhere. */
public record LinkLine(String id, String by, String expires, String used, String state, boolean revocable) {
    /** The line of a link that was made by somebody of this name. */
    static LinkLine of(ConnectLink link, String by) {
        boolean revocable = link.state() == ConnectLink.State.OPEN || link.state() == ConnectLink.State.USED;
        return new LinkLine(
                link.id().toString(),
                by,
                Moments.minute(link.expiresAt()),
                Moments.minute(link.usedAt()),
                link.state().name().toLowerCase(Locale.ROOT),
                revocable);
    }
}
