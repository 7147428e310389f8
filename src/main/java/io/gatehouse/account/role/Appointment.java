package io.gatehouse.account.role;

import org.jspecify.annotations.Nullable;

/**
 * What an invitation makes of whoever accepts it.
 *
 * @param role a role in the console, or null for none
 * @param breakGlass whether to be an administrator who gets in with a password whatever happens to the identity provider
 */
public record Appointment(@Nullable Role role, boolean breakGlass) {
    /** A person like others. */
    public static final Appointment NONE = new Appointment(null, false);

    /** The administrator for when nothing else works. */
    public static final Appointment BREAK_GLASS = new Appointment(Role.ADMIN, true);

    public Appointment {
        if (breakGlass && role != Role.ADMIN) {
            throw new IllegalArgumentException("who breaks the glass is an administrator");
        }
    }

    /** To a role. */
    public static Appointment to(Role role) {
        return new Appointment(role, false);
    }
}
