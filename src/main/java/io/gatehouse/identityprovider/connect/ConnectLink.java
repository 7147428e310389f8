package io.gatehouse.identityprovider.connect;

import io.gatehouse.partner.PartnerId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link by which a partner's own administrator comes in, without what opens it.
 *
 * @param createdBy who passed it on, as in events
 * @param usedAt when somebody came in by it; null if nobody did
 */
public record ConnectLink(
        UUID id,
        PartnerId partner,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant usedAt,
        State state) {
    /** What is to become of it. */
    public enum State {
        OPEN,
        USED,
        REVOKED,
        EXPIRED
    }

    /** Whoever came by it, as events name them. */
    public String actor() {
        return "connect-link:" + id;
    }
}
