package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.audit.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Who wants a connection changed, and which state of it they looked at.
 *
 * @param actor {@code idp-config}, an account, a token's name
 * @param revision the change is made only if nothing changed since this one; null if that is of no matter
 */
public record Change(String actor, Origin origin, @Nullable Long revision) {
    /** A change whatever the connection has become meanwhile. */
    public static Change by(String actor, Origin origin) {
        return new Change(actor, origin, null);
    }

    /** The same, only if nothing changed since this revision. */
    public Change ifStill(long seen) {
        return new Change(actor, origin, seen);
    }
}
