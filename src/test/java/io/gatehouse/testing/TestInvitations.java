package io.gatehouse.testing;

import io.gatehouse.account.Invitations;
import io.gatehouse.account.Invitations.Answer;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.Origin;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import java.net.URI;

/** Invitations of a running gateway. */
public final class TestInvitations {
    private TestInvitations() {}

    /** Invites an address into a partner; the link that its letter would hold. */
    public static URI link(Gateway gateway, String partner, String email) {
        var into = gateway.bean(Partners.class).find(new PartnerId(partner)).orElseThrow();
        var context = new EventContext(Subject.ofPartner(partner), Origin.INTERNAL);
        return switch (gateway.bean(Invitations.class).invite(email, into, "test", context)) {
            case Answer.Invited invited -> URI.create(invited.link());
            case Answer.Refused(var why) -> throw new AssertionError(why);
        };
    }
}
