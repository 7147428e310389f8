package io.gatehouse.account.role;

import org.jspecify.annotations.Nullable;

/**
 * What an invitation makes of whoever accepts it.
 *
 * @param role a role in the console, or null for none
 * @param breakGlass whether to be an administrator who gets in with a password whatever happens to the identity provider
 * @param newPassword whether a password chosen with it takes the place of one they have; an administrator asks for that
 */
public record Appointment(@Nullable Role role, boolean breakGlass, boolean newPassword) {
    /** A person like others. */
    public static final Appointment NONE = new Appointment(null, false, false);

    /** The administrator for when nothing else works. */
    public static final Appointment BREAK_GLASS = new Appointment(Role.ADMIN, true, false);

    public Appointment {
        if (breakGlass && role != Role.ADMIN) {
            throw new IllegalArgumentException("who breaks the glass is an administrator");
        }
    }

    /** To a role. */
    public static Appointment to(Role role) {
        return new Appointment(role, false, false);
    }

    /** The same, and a password that is forgotten or known to others is replaced. */
    public Appointment withNewPassword() {
        return new Appointment(role, breakGlass, true);
    }
}
