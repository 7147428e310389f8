package io.gatehouse.account.session;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.partner.PartnerEnded;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A partner's own administrators have nothing to administer once it is ended. */
@Component
class EndedPartners {
    private static final int AT_ONCE = 200;

    private final Accounts accounts;
    private final ConsoleSessions sessions;

    EndedPartners(Accounts accounts, ConsoleSessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @EventListener
    void ended(PartnerEnded end) {
        List<Account> page = accounts.page(end.partner(), null, AT_ONCE);
        while (!page.isEmpty()) {
            page.forEach(account -> sessions.endAll(account.id()));
            page = accounts.page(end.partner(), page.getLast().email(), AT_ONCE);
        }
    }
}
