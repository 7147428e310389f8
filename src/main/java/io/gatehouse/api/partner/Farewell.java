package io.gatehouse.api.partner;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.ConsolePartner;
import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.api.call.Call;
import io.gatehouse.partner.Partner;
import io.gatehouse.portal.PortalSessions;
import io.gatehouse.reason.CallReason;
import java.util.List;
import org.springframework.stereotype.Component;

/** What ending a partner takes beside its own end: that it may be, and that its people's portal sessions end too. */
@Component
class Farewell {
    private static final int AT_ONCE = 200;

    private final ConsolePartner vendor;
    private final Accounts accounts;
    private final PortalSessions sessions;

    Farewell(ConsolePartner vendor, Accounts accounts, PortalSessions sessions) {
        this.vendor = vendor;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** Refuses to end the partner that administrators are people of: nobody could administer any more. */
    void refuseOurOwn(Partner partner) {
        if (partner.id().equals(vendor.id())) {
            throw new ProblemException(
                    Problem.of(
                            CallReason.PARTNER_ADMINISTERS,
                            "Its people are the administrators and auditors. Name another in gatehouse.console.partner first."));
        }
    }

    /** Ends the sessions at the portal, which is another system and so outside of every transaction. */
    void endSessions(Partner partner, Call call) {
        var context = call.about(partner);
        List<Account> page = accounts.page(partner.id(), null, AT_ONCE);
        while (!page.isEmpty()) {
            page.forEach(account ->
                    sessions.endAll(account.id(), context.about(account.id().value(), account.email())));
            page = accounts.page(partner.id(), page.getLast().email(), AT_ONCE);
        }
    }
}
