package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.audit.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Who wants a connection changed, and which state of it they looked at.
 *
 * @param actor {@code idp-config}, an account, a token's name
 * @param revision the change is made only if nothing changed since this one; null if that is of no matter
 * @param unconditional something is replaced, and nobody said what they had seen of it
 */
public record Change(String actor, Origin origin, @Nullable Long revision, boolean unconditional) {
    /** A change whatever the connection has become meanwhile. */
    public static Change by(String actor, Origin origin) {
        return new Change(actor, origin, null, false);
    }

    /** The same, only if nothing changed since this revision. */
    public Change ifStill(long seen) {
        return new Change(actor, origin, seen, false);
    }

    /** The same, which replaces what may have become another thing meanwhile; its events say so. */
    public Change whateverIsThere() {
        return new Change(actor, origin, null, true);
    }

    /** What an event says of that; null for nothing. */
    public @Nullable Boolean unconditionally() {
        return unconditional ? Boolean.TRUE : null;
    }
}
