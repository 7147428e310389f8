package io.gatehouse.console.connect;

import io.gatehouse.account.AccountId;
import io.gatehouse.console.access.Administrators;
import io.gatehouse.identityprovider.connect.ConnectLink;
import io.gatehouse.identityprovider.connect.ConnectLinks;
import io.gatehouse.identityprovider.connect.ConnectSession;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Whether those who made links may still do what the links open. Whoever is suspended or has lost the role could keep one back
 * for themselves; so it counts no longer than its maker does. A link that a program or a command made stands by itself.
 */
@Component
class LinkMakers {
    private static final String ACCOUNT = "account:";

    private final ConnectLinks links;
    private final Administrators administrators;

    LinkMakers(ConnectLinks links, Administrators administrators) {
        this.links = links;
        this.administrators = administrators;
    }

    boolean stand(ConnectLink link) {
        return !link.createdBy().startsWith(ACCOUNT)
                || administrators.couldChange(
                        new AccountId(UUID.fromString(link.createdBy().substring(ACCOUNT.length()))), link.partner());
    }

    /** The same of the link that this session came by. */
    boolean stand(ConnectSession session) {
        return links.ofPartner(session.partner()).stream()
                .filter(link -> link.actor().equals(session.actor()))
                .anyMatch(this::stand);
    }
}
