package io.gatehouse.account.role;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountId;
import io.gatehouse.account.ConsolePartner;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.reason.Evidence;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who has which role. Each change is in one commit with its {@code administration} event. */
@Service
public class Roles {
    private final RoleRows rows;
    private final ConsolePartner vendor;
    private final ConsoleGroups groups;
    private final LoginEvents events;
    private final Clock clock;

    Roles(RoleRows rows, ConsolePartner vendor, ConsoleGroups groups, LoginEvents events, Clock clock) {
        this.rows = rows;
        this.vendor = vendor;
        this.groups = groups;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The roles granted to an account, as they are in the database now. One that does not {@link #fits fit} counts for
     * nothing: it is left from when another partner was the vendor's.
     */
    public Set<Role> granted(Account account) {
        var roles = rows.of(account.id());
        roles.removeIf(role -> !fits(account, role));
        return roles;
    }

    /**
     * The roles that the groups last asserted for an account amount to. They count only for who has just come in by the
     * identity provider that asserts them: a group that was taken away is noticed by nobody else.
     */
    public Set<Role> byGroup(Account account) {
        var roles = EnumSet.noneOf(Role.class);
        if (account.partner().equals(vendor.id())) {
            if (!Collections.disjoint(groups.admin(), account.groups())) {
                roles.add(Role.ADMIN);
            }
            if (!Collections.disjoint(groups.auditor(), account.groups())) {
                roles.add(Role.AUDITOR);
            }
        }
        return roles;
    }

    /** Whether people of this account's partner can have the role. */
    public boolean fits(Account account, Role role) {
        return role.isFor(account.partner(), vendor.id());
    }

    /** The accounts that the role was granted to. */
    public List<AccountId> holders(Role role) {
        return rows.holders(role);
    }

    /** Grants a role; false if the account has it already. It is a defect to grant one that does not {@link #fits fit}. */
    @Transactional
    public boolean grant(Account account, Role role, String actor, EventContext context) {
        if (!fits(account, role)) {
            throw new IllegalArgumentException(role.code() + " is no role for people of " + account.partner());
        }
        if (!rows.insert(account.id(), role, actor, clock.instant())) {
            return false;
        }
        record(account, Evidence.of("step", "role-granted").and("role", role.code()), actor, context);
        return true;
    }

    /** Takes a role away, and with {@code admin} the glass too; false if the account did not have it. */
    @Transactional
    public boolean revoke(Account account, Role role, String actor, EventContext context) {
        if (!rows.delete(account.id(), role)) {
            return false;
        }
        boolean wasBreakGlass = role == Role.ADMIN && rows.deleteBreakGlass(account.id());
        var details = Evidence.of("step", "role-revoked")
                .and("role", role.code())
                .and("break_glass", wasBreakGlass ? "ended" : null);
        record(account, details, actor, context);
        return true;
    }

    /** Makes of somebody what their invitation said, unless the role does not {@link #fits fit} (any more). */
    @Transactional
    public void appoint(Account account, Appointment appointment, String actor, EventContext context) {
        var role = appointment.role();
        if (role == null) {
            return;
        }
        if (!fits(account, role)) {
            record(account, Evidence.of("step", "role-void").and("role", role.code()), actor, context);
            return;
        }
        grant(account, role, actor, context);
        if (appointment.breakGlass() && rows.insertBreakGlass(account.id(), actor, clock.instant())) {
            record(account, Evidence.of("step", "break-glass-made"), actor, context);
        }
    }

    /** Whether this is an administrator for when nothing else works. */
    public boolean isBreakGlass(AccountId account) {
        return rows.isBreakGlass(account);
    }

    private void record(Account account, Evidence details, String actor, EventContext context) {
        events.append(context.about(account.id().value(), account.email())
                .success(LoginEvent.Type.ADMINISTRATION, details)
                .by(actor));
    }
}
